package dev.gangway.core.plan;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import java.util.Set;

/**
 * Tells of which columns a server may copy values by itself, with the same result as reading and writing them: either the
 * value arrives unchanged, or the server warns. When in doubt the answer is no.
 */
final class PlainCopy {
    private static final Set<String> UTF8 = Set.of("utf8", "utf8mb3", "utf8mb4");
    private static final Set<String> CHARACTERS =
            Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext");

    private PlainCopy() {}

    /** True when the server may copy {@code source} into {@code target}. */
    static boolean isPossible(Column source, Column target) {
        if (!sameCharacters(source, target) || target.generated()) {
            return false;
        }
        return switch (source.kind()) {
            case INTEGER -> target.kind() == ColumnKind.INTEGER && isYear(source) == isYear(target);
            case DECIMAL -> target.kind() == ColumnKind.DECIMAL && scale(source) <= scale(target);
            case TEXT -> isCharacters(source) && isCharacters(target) || sameType(source, target);
            case BINARY, BIT, FLOATING -> sameType(source, target);
            // A server may turn NULL into the present time without a word
            case TEMPORAL -> sameType(source, target) && (target.nullable() || !source.nullable());
        };
    }

    private static boolean sameCharacters(Column source, Column target) {
        String from = String.valueOf(source.charset());
        String to = String.valueOf(target.charset());
        return from.equals(to) || (UTF8.contains(from) && UTF8.contains(to));
    }

    private static boolean sameType(Column source, Column target) {
        return source.type().equalsIgnoreCase(target.type());
    }

    private static boolean isCharacters(Column column) {
        return CHARACTERS.contains(column.baseType());
    }

    private static boolean isYear(Column column) {
        return column.baseType().equals("year");
    }

    /** Digits behind the point: the server rounds without a warning. */
    private static int scale(Column column) {
        String type = column.type();
        int comma = type.indexOf(',');
        int end = type.indexOf(')');
        return comma < 0 || end < comma
                ? 0
                : Integer.parseInt(type.substring(comma + 1, end).strip());
    }
}
