package dev.gangway.mysql.state;

/**
 * Rows put aside for the same reason that nobody has settled yet.
 *
 * @param table the source table; empty when no change of the source stands behind it
 * @param targetTable the table that does not have the row as the source has it; may be empty
 * @param rows how many
 * @param byLoad put aside by the load, not by the stream
 * @param reason the reason of one of them
 */
public record ParkedKind(String table, String targetTable, String code, long rows, boolean byLoad, String reason) {

    /** A row of the target that had to give way to a newer row with the same unique value; it is in none of the ledger's columns. */
    public boolean isDisplaced() {
        return table.isEmpty() && !targetTable.isEmpty();
    }

    /** The table that a person looks for. */
    public String place() {
        return table.isEmpty() ? targetTable : table;
    }
}
