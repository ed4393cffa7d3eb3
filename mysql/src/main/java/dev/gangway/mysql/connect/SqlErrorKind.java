package dev.gangway.mysql.connect;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.schema.Side;

/** What a server's error means for us: its code on either side, whether trying again can help, and what a person does. */
public enum SqlErrorKind {
    UNREACHABLE(
            ErrorCode.SOURCE_UNAVAILABLE,
            ErrorCode.TARGET_UNAVAILABLE,
            true,
            "check that the server runs and that host and port are right"),
    UNKNOWN_HOST(
            ErrorCode.SOURCE_UNAVAILABLE,
            ErrorCode.TARGET_UNAVAILABLE,
            false,
            "the host name cannot be resolved: correct it in the configuration"),
    GONE(
            ErrorCode.SOURCE_UNAVAILABLE,
            ErrorCode.TARGET_UNAVAILABLE,
            true,
            "the connection broke: start again, work resumes"),
    ACCESS_DENIED(
            ErrorCode.SOURCE_ACCESS_DENIED,
            ErrorCode.TARGET_ACCESS_DENIED,
            false,
            "user or password is wrong, or the user may not connect from this host"),
    TLS_REQUIRED(
            ErrorCode.SOURCE_ACCESS_DENIED,
            ErrorCode.TARGET_ACCESS_DENIED,
            false,
            "the server takes encrypted connections only: give ssl_ca the file of its authority, or say"
                    + " ssl_mode=\"required\" in <database>"),
    TLS_FAILED(
            ErrorCode.SOURCE_ACCESS_DENIED,
            ErrorCode.TARGET_ACCESS_DENIED,
            false,
            "check ssl_ca, ssl_cert, ssl_key and ssl_mode, and that the server offers TLS 1.2 or newer"),
    GRANT_MISSING(ErrorCode.SOURCE_GRANT_MISSING, ErrorCode.TARGET_GRANT_MISSING, false, "grant the user this right"),
    DATABASE_MISSING(
            ErrorCode.SOURCE_QUERY_FAILED,
            ErrorCode.TARGET_TABLE_MISSING,
            false,
            "the database does not exist: correct its name in the configuration"),
    TABLE_MISSING(
            ErrorCode.SOURCE_QUERY_FAILED,
            ErrorCode.TARGET_TABLE_MISSING,
            false,
            "the table or column does not exist: check the prefix and that the database is the right one"),
    CONFLICT(
            ErrorCode.SOURCE_UNAVAILABLE,
            ErrorCode.TARGET_CONFLICT,
            true,
            "another session holds the rows: end it if this does not pass by itself"),
    DISK_FULL(
            ErrorCode.SOURCE_QUERY_FAILED,
            ErrorCode.TARGET_DISK_FULL,
            true,
            "the server's disk or table space is full: free space and start again, work resumes"),
    READ_ONLY(
            ErrorCode.SOURCE_QUERY_FAILED,
            ErrorCode.TARGET_REJECTED,
            false,
            "the server is read-only: write to the primary"),
    DUPLICATE_KEY(
            ErrorCode.SOURCE_QUERY_FAILED,
            ErrorCode.TARGET_REJECTED,
            false,
            "a row with this key exists already: clean the source's duplicates or the target's left-over rows"),
    DATA_REFUSED(
            ErrorCode.SOURCE_QUERY_FAILED,
            ErrorCode.TARGET_REJECTED,
            false,
            "the value does not fit the column: correct it in the source or transform it in the map file"),
    TRIGGER_REFUSED(
            ErrorCode.SOURCE_QUERY_FAILED,
            ErrorCode.TARGET_REJECTED,
            false,
            "a trigger on the table refuses the row (SIGNAL): SHOW TRIGGERS names it; change it, or drop it until the migration is over"),
    FOREIGN_KEY(ErrorCode.SOURCE_QUERY_FAILED, ErrorCode.TARGET_REJECTED, false, "the row it refers to does not exist"),
    PACKET_TOO_BIG(
            ErrorCode.SOURCE_QUERY_FAILED, ErrorCode.TARGET_REJECTED, false, "raise max_allowed_packet on the server"),
    LOCAL_INFILE_OFF(
            ErrorCode.SOURCE_QUERY_FAILED,
            ErrorCode.TARGET_REJECTED,
            false,
            "local_infile is off: rows are inserted instead"),
    OTHER(ErrorCode.SOURCE_QUERY_FAILED, ErrorCode.TARGET_REJECTED, false, "see the server's message");

    private final ErrorCode source;
    private final ErrorCode target;
    private final boolean retriable;
    private final String advice;

    SqlErrorKind(ErrorCode source, ErrorCode target, boolean retriable, String advice) {
        this.source = source;
        this.target = target;
        this.retriable = retriable;
        this.advice = advice;
    }

    public ErrorCode code(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    /** True when the same statement may succeed on a new connection without anybody changing anything. */
    public boolean isRetriable() {
        return retriable;
    }

    /** True when one row is to blame, so that a batch can be split to find it. */
    public boolean isRowsFault() {
        return switch (this) {
            case DUPLICATE_KEY, DATA_REFUSED, TRIGGER_REFUSED, FOREIGN_KEY, PACKET_TOO_BIG -> true;
            default -> false;
        };
    }

    /** The next step for a person. */
    public String advice() {
        return advice;
    }

    /** True when the server's own text can hold row values and must not be repeated. */
    boolean textMayHoldValues() {
        return isRowsFault();
    }
}
