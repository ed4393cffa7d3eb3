package dev.gangway.cdc.events;

import com.github.shyiko.mysql.binlog.event.EventType;
import java.util.HashMap;
import java.util.Map;

/**
 * Every event type that MySQL 5.6 to 9 and MariaDB 10.5 to 11.8 write or send, by its number in the binlog, with what becomes of
 * it. Nothing else decides that. A type that is not listed is refused, unless the server marked the event as one that a
 * replica may ignore. {@code docs/reference/capture.md} prints this table, which a test compares.
 */
public enum EventKind {
    UNKNOWN(0, Treatment.REFUSED),
    START_V3(1, Treatment.REFUSED),
    QUERY(2, Treatment.STATEMENT),
    STOP(3, Treatment.CONTROL),
    ROTATE(4, Treatment.CONTROL),
    INTVAR(5, Treatment.IRRELEVANT),
    LOAD(6, Treatment.REFUSED),
    SLAVE(7, Treatment.IRRELEVANT),
    CREATE_FILE(8, Treatment.REFUSED),
    APPEND_BLOCK(9, Treatment.IRRELEVANT),
    EXEC_LOAD(10, Treatment.REFUSED),
    DELETE_FILE(11, Treatment.IRRELEVANT),
    NEW_LOAD(12, Treatment.REFUSED),
    RAND(13, Treatment.IRRELEVANT),
    USER_VAR(14, Treatment.IRRELEVANT),
    FORMAT_DESCRIPTION(15, Treatment.CONTROL),
    XID(16, Treatment.CONTROL),
    BEGIN_LOAD_QUERY(17, Treatment.IRRELEVANT),
    EXECUTE_LOAD_QUERY(18, Treatment.STATEMENT),
    TABLE_MAP(19, Treatment.ROWS),
    PRE_GA_WRITE_ROWS(20, Treatment.REFUSED),
    PRE_GA_UPDATE_ROWS(21, Treatment.REFUSED),
    PRE_GA_DELETE_ROWS(22, Treatment.REFUSED),
    WRITE_ROWS_V1(23, Treatment.ROWS, EventType.WRITE_ROWS),
    UPDATE_ROWS_V1(24, Treatment.ROWS, EventType.UPDATE_ROWS),
    DELETE_ROWS_V1(25, Treatment.ROWS, EventType.DELETE_ROWS),
    INCIDENT(26, Treatment.REFUSED),
    HEARTBEAT(27, Treatment.CONTROL),
    IGNORABLE(28, Treatment.IRRELEVANT),
    ROWS_QUERY(29, Treatment.IRRELEVANT),
    WRITE_ROWS(30, Treatment.ROWS, EventType.EXT_WRITE_ROWS),
    UPDATE_ROWS(31, Treatment.ROWS, EventType.EXT_UPDATE_ROWS),
    DELETE_ROWS(32, Treatment.ROWS, EventType.EXT_DELETE_ROWS),
    GTID(33, Treatment.CONTROL),
    ANONYMOUS_GTID(34, Treatment.CONTROL),
    PREVIOUS_GTIDS(35, Treatment.IRRELEVANT),
    TRANSACTION_CONTEXT(36, Treatment.IRRELEVANT),
    VIEW_CHANGE(37, Treatment.IRRELEVANT),
    XA_PREPARE(38, Treatment.CONTROL),
    PARTIAL_UPDATE_ROWS(39, Treatment.ROWS, EventType.EXT_UPDATE_ROWS),
    TRANSACTION_PAYLOAD(40, Treatment.ENVELOPE),
    HEARTBEAT_V2(41, Treatment.CONTROL),
    GTID_TAGGED(42, Treatment.CONTROL),
    ANNOTATE_ROWS(160, Treatment.IRRELEVANT),
    BINLOG_CHECKPOINT(161, Treatment.IRRELEVANT),
    MARIADB_GTID(162, Treatment.CONTROL),
    MARIADB_GTID_LIST(163, Treatment.IRRELEVANT),
    START_ENCRYPTION(164, Treatment.IRRELEVANT),
    QUERY_COMPRESSED(165, Treatment.STATEMENT, EventType.QUERY),
    WRITE_ROWS_COMPRESSED_V1(166, Treatment.ROWS, EventType.WRITE_ROWS),
    UPDATE_ROWS_COMPRESSED_V1(167, Treatment.ROWS, EventType.UPDATE_ROWS),
    DELETE_ROWS_COMPRESSED_V1(168, Treatment.ROWS, EventType.DELETE_ROWS),
    WRITE_ROWS_COMPRESSED(169, Treatment.ROWS, EventType.EXT_WRITE_ROWS),
    UPDATE_ROWS_COMPRESSED(170, Treatment.ROWS, EventType.EXT_UPDATE_ROWS),
    DELETE_ROWS_COMPRESSED(171, Treatment.ROWS, EventType.EXT_DELETE_ROWS);

    private static final Map<Integer, EventKind> BY_NUMBER = new HashMap<>();

    static {
        for (EventKind kind : values()) {
            BY_NUMBER.put(kind.number, kind);
        }
    }

    private final int number;
    private final Treatment treatment;
    private final EventType type;

    EventKind(int number, Treatment treatment) {
        this.number = number;
        this.treatment = treatment;
        EventType known = EventType.byEventNumber(number);
        this.type = known == null ? EventType.UNKNOWN : known;
    }

    /** For an event that, once it is plain, is one of another type. */
    EventKind(int number, Treatment treatment, EventType plain) {
        this.number = number;
        this.treatment = treatment;
        this.type = plain;
    }

    /** The kind with this number; UNKNOWN for one that is not listed. */
    public static EventKind of(int number) {
        return BY_NUMBER.getOrDefault(number, UNKNOWN);
    }

    public int number() {
        return number;
    }

    public Treatment treatment() {
        return treatment;
    }

    /** The binlog client's type for the event when nothing about it is compressed or partial any more. */
    EventType plainType() {
        return type;
    }

    /** True when MariaDB compressed the event's body. */
    boolean isCompressed() {
        return number >= QUERY_COMPRESSED.number && number <= DELETE_ROWS_COMPRESSED.number;
    }

    boolean isUpdate() {
        return type == EventType.UPDATE_ROWS || type == EventType.EXT_UPDATE_ROWS;
    }

    /** True when a row event's head has room for extra information (version 2). */
    boolean hasExtraInformation() {
        return type == EventType.EXT_WRITE_ROWS
                || type == EventType.EXT_UPDATE_ROWS
                || type == EventType.EXT_DELETE_ROWS;
    }
}
