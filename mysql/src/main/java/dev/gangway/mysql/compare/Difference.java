package dev.gangway.mysql.compare;

import java.util.List;

/**
 * One row of the target that is not what the plan makes of the source. Names the row's key and the differing columns, never their
 * values.
 *
 * @param key the row's key as {@code column=value}, or a digest for rows without one
 * @param columns for {@link Kind#DIFFERENT} the columns, else empty
 */
public record Difference(Kind kind, String key, List<String> columns) {

    public Difference {
        columns = List.copyOf(columns);
    }

    /** What is wrong with the row. */
    public enum Kind {
        MISSING,
        UNEXPECTED,
        DIFFERENT
    }
}
