package dev.gangway.app.integrity;

import dev.gangway.core.schema.Side;

/**
 * One thing that does not fit: a table, a column, a class, an attribute.
 *
 * @param extension whose it probably is
 * @param name the column, class or attribute; empty for a whole table
 * @param detail what a person should know besides; may be empty
 * @param rows rows concerned: of the table, or those that hold a value in the column; {@link #UNKNOWN} where nothing was counted
 * @param fails true when the check fails because of it
 */
record Misfit(
        String extension, Cause cause, Side side, String table, String name, String detail, long rows, boolean fails) {

    static final long UNKNOWN = -1;

    /** {@code table} or {@code table.name}. */
    String where() {
        return name.isEmpty() || cause == Cause.CHECK_FAILED ? table : table + "." + name;
    }

    /** For people: where, with its rows and details. */
    String text() {
        StringBuilder text = new StringBuilder(where());
        if (rows != UNKNOWN) {
            text.append(" (%,d %s)".formatted(rows, rows == 1 ? "row" : "rows"));
        }
        if (!detail.isEmpty()) {
            text.append(": ").append(detail);
        }
        return text.toString();
    }
}
