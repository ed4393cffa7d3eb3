package dev.gangway.mysql.write;

/** A way in which a column's values were changed by the target: never silent, counted per table, column and kind. */
public record Loss(String table, String column, Kind kind) {

    /** What happened to the value. */
    public enum Kind {
        /** Too long: cut at the column's length or at a character the charset cannot hold. */
        TRUNCATED,
        /** Outside the type's range: set to the nearest bound. */
        OUT_OF_RANGE,
        /** Not of the column's type: converted as far as possible. */
        COERCED,
        /** NULL for a NOT NULL column: the type's implicit default. */
        NULL_REPLACED,
        /** A duplicate of an earlier row, kept out by rule. */
        DUPLICATE,
        /** Anything else the server warned of. */
        OTHER
    }
}
