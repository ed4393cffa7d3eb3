package dev.gangway.mysql.inspect;

import dev.gangway.core.login.HashKind;
import dev.gangway.mysql.connect.Identifiers;

/** {@link HashKind} in SQL, for servers that look at many passwords; the text never leaves the server. */
public final class HashSql {

    private HashSql() {}

    /** A condition that holds when the expression is a hash of this kind, which must be one that has an expression. */
    public static String is(HashKind kind, String value) {
        if (kind.expression().isEmpty()) {
            throw new IllegalArgumentException("Told by the other kinds: " + kind);
        }
        String matches = value + " REGEXP " + Identifiers.literal(kind.expression());
        return kind.works() ? "(CHAR_LENGTH(" + value + ") <= " + HashKind.LONGEST + " AND " + matches + ")" : matches;
    }

    /** The kind's word. */
    public static String word(String value) {
        var cases = new StringBuilder("CASE WHEN " + value + " IS NULL OR " + value + " = '' THEN "
                + Identifiers.literal(HashKind.NONE.word()));
        for (HashKind kind : HashKind.values()) {
            if (!kind.expression().isEmpty()) {
                cases.append(" WHEN ")
                        .append(is(kind, value))
                        .append(" THEN ")
                        .append(Identifiers.literal(kind.word()));
            }
        }
        return cases.append(" ELSE ")
                .append(Identifiers.literal(HashKind.OTHER.word()))
                .append(" END")
                .toString();
    }
}
