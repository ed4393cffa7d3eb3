package dev.gangway.cdc.events;

/** What a person changes on the source so that something unreadable does not come again. */
final class Remedy {
    private Remedy() {}

    static String of(String what) {
        if (what.contains("as its statement") || what.contains("a call")) {
            return "See that binlog_format is ROW, and end the sessions that were opened before it was"
                    + " (a setting does not reach them).";
        }
        if (what.contains("binlog_row_image")) {
            return "Run SET GLOBAL binlog_row_image = FULL, and end the sessions that were opened before.";
        }
        if (what.contains("XA transaction")) {
            return "End all transactions that XA RECOVER lists before a start point is recorded.";
        }
        return "";
    }
}
