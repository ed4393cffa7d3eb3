package dev.gangway.derivations;

/**
 * How a changed row of one table gives keys of a derivation.
 *
 * @param table a table of the target or a shadow table
 * @param column the column whose old and new values lead to keys; empty when any change means all keys
 * @param query selects the keys for values of the column, which stand where it says {@code {in}}; empty when the values are
 *     the keys
 */
public record Input(String table, String column, String query) {
    static final String VALUES = "{in}";

    /** The column's values are the keys. */
    public static Input key(String table, String column) {
        return new Input(table, column, "");
    }

    /** A query leads from the column's values to keys: tables in it stand in braces, the values where it says {@code {in}}. */
    public static Input via(String table, String column, String query) {
        if (!query.contains(VALUES)) {
            throw new IllegalArgumentException("The query does not use the values: " + query);
        }
        return new Input(table, column, query);
    }

    /** Any change touches every key. */
    public static Input all(String table) {
        return new Input(table, "", "");
    }

    /** True when any change of the table touches every key. */
    public boolean isAll() {
        return column.isEmpty();
    }
}
