package dev.gangway.derivations;

import dev.gangway.mysql.connect.Identifiers;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** For which keys a derivation is to be recomputed: all, some by value, or a range of numbers. Immutable. */
public final class Keys {
    public static final Keys ALL = new Keys(null, 0, 0);

    private final @Nullable List<String> values;
    private final long after;
    private final long upTo;

    private Keys(@Nullable List<String> values, long after, long upTo) {
        this.values = values;
        this.after = after;
        this.upTo = upTo;
    }

    /** These keys, at least one. */
    public static Keys of(Collection<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("No keys");
        }
        return new Keys(List.copyOf(values), 0, 0);
    }

    /** Numbers above {@code after} up to {@code upTo}. */
    public static Keys range(long after, long upTo) {
        return new Keys(List.of(), after, upTo);
    }

    /** The keys when they are given by value; empty for all of them and for a range. */
    public List<String> values() {
        return values == null ? List.of() : values;
    }

    public boolean isAll() {
        return this == ALL;
    }

    /** A condition in SQL that holds where the expression is one of the keys. */
    public String on(String expression) {
        if (values == null) {
            return "TRUE";
        }
        if (values.isEmpty()) {
            return expression + " > " + after + " AND " + expression + " <= " + upTo;
        }
        return expression + " IN (" + literals(values) + ")";
    }

    /** A list of text literals; the server compares them with numbers by value. */
    static String literals(Collection<String> values) {
        return values.stream().map(Identifiers::literal).collect(Collectors.joining(", "));
    }
}
