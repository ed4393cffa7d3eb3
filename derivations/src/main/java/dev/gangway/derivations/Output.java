package dev.gangway.derivations;

/**
 * A table that a derivation writes.
 *
 * @param column the column that holds the derivation's key; empty when none does
 * @param addsRows true when rows are added beside those that routes write, under ids that the server gives
 */
public record Output(String table, String column, boolean addsRows) {

    public Output(String table, String column) {
        this(table, column, false);
    }
}
