package dev.gangway.cdc.events;

/** What a statement in the binlog is, as far as capture cares, and what becomes of it. */
public enum StatementKind {
    BEGIN("BEGIN, START TRANSACTION", "a transaction is gathered until it is known whether it was committed"),
    COMMIT("COMMIT", "the gathered transaction is carried"),
    ROLLBACK("ROLLBACK", "the gathered transaction is dropped; rows of tables without transactions stay"),
    SAVEPOINT("SAVEPOINT, RELEASE SAVEPOINT", "remembered"),
    ROLLBACK_TO(
            "ROLLBACK TO",
            "what was gathered since the savepoint is dropped; rows of tables without transactions stay"),
    XA_START("XA START, XA BEGIN", "as BEGIN"),
    XA_END("XA END, XA PREPARE", "passed over: the event XA_PREPARE keeps the transaction aside"),
    XA_COMMIT("XA COMMIT", "the transaction kept aside is carried, at this place"),
    XA_ROLLBACK("XA ROLLBACK", "the transaction kept aside is dropped"),
    CHANGE(
            "INSERT, REPLACE, UPDATE, DELETE, LOAD DATA, WITH",
            "a change written as its statement: passed over when neither it nor a trigger of its tables writes a captured table,"
                    + " otherwise capture stops"),
    CALL("CALL, DO, SELECT, VALUES, HANDLER, BINLOG", "what it changes cannot be told: capture stops"),
    STRUCTURE("ALTER, CREATE, DROP, RENAME, TRUNCATE of tables and databases", "followed; see changes of structure"),
    IRRELEVANT(
            "GRANT, REVOKE, SET, FLUSH, ANALYZE, OPTIMIZE, REPAIR, CHECK, CHECKSUM, INSTALL, UNINSTALL, RESET, LOCK, UNLOCK,"
                    + " USE, CACHE, IMPORT; CREATE, ALTER and DROP of users, roles, routines, triggers, events, views,"
                    + " sequences, servers, table spaces; CREATE and DROP of temporary tables",
            "passed over: changes no rows of tables"),
    UNKNOWN("anything else", "capture stops");

    private final String statements;
    private final String text;

    StatementKind(String statements, String text) {
        this.statements = statements;
        this.text = text;
    }

    /** The statements of this kind, as the reference prints them. */
    public String statements() {
        return statements;
    }

    /** What becomes of them, as the reference prints it. */
    public String text() {
        return text;
    }
}
