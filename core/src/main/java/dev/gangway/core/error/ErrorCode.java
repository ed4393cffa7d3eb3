package dev.gangway.core.error;

/**
 * Every kind of failure a user can meet. The name is stable: it appears in messages, logs, metrics, parked changes and in
 * {@code docs/reference/errors.md}, which a test compares with this list.
 */
public enum ErrorCode {
    // Input
    USAGE(ErrorType.USER, false),
    CONFIG_FILE_MISSING(ErrorType.USER, false),
    CONFIG_INVALID(ErrorType.USER, false),
    RULE_FILE_INVALID(ErrorType.USER, false),
    PLAN_INVALID(ErrorType.USER, false),
    INTEGRITY_FAILED(ErrorType.USER, false),
    VOLUME_FAILED(ErrorType.TARGET, false),
    SETTINGS_NOT_LOADED(ErrorType.USER, false),
    DATA_NOT_LOADED(ErrorType.USER, false),
    HANDLER_PARAMETER(ErrorType.USER, false),
    FILE_EXISTS(ErrorType.USER, false),
    FILE_NOT_WRITTEN(ErrorType.USER, false),
    SHOP_FILE_INVALID(ErrorType.USER, false),
    SHOP_UNKNOWN(ErrorType.USER, false),
    PACK_MISMATCH(ErrorType.USER, false),
    CONTROL_PORT_TAKEN(ErrorType.USER, false),
    // Rows
    RECORD_FIELD_UNKNOWN(ErrorType.USER, false),
    ROW_REJECTED(ErrorType.SOURCE, false),
    JOINED(ErrorType.TARGET, false),
    PARKED_LIMIT(ErrorType.TARGET, false),
    // Databases
    SOURCE_UNAVAILABLE(ErrorType.SOURCE, true),
    SOURCE_ACCESS_DENIED(ErrorType.SOURCE, false),
    SOURCE_GRANT_MISSING(ErrorType.SOURCE, false),
    SOURCE_BINLOG_OFF(ErrorType.SOURCE, false),
    SOURCE_BINLOG_PURGED(ErrorType.SOURCE, false),
    SOURCE_QUERY_FAILED(ErrorType.SOURCE, false),
    SOURCE_TRIGGERS_MISSING(ErrorType.SOURCE, false),
    SOURCE_SCHEMA_CHANGED(ErrorType.SOURCE, false),
    SOURCE_CHANGE_UNREADABLE(ErrorType.SOURCE, false),
    TARGET_UNAVAILABLE(ErrorType.TARGET, true),
    TARGET_ACCESS_DENIED(ErrorType.TARGET, false),
    TARGET_GRANT_MISSING(ErrorType.TARGET, false),
    TARGET_TABLE_MISSING(ErrorType.TARGET, false),
    TARGET_REJECTED(ErrorType.TARGET, false),
    TARGET_DISK_FULL(ErrorType.TARGET, true),
    TARGET_CONFLICT(ErrorType.TARGET, true),
    // State
    CHECKPOINT_CORRUPTED(ErrorType.TARGET, false),
    CHECKPOINT_MISMATCH(ErrorType.USER, false),
    STATE_MISSING(ErrorType.USER, false),
    TARGET_MISMATCH(ErrorType.USER, false),
    SOURCE_MISMATCH(ErrorType.USER, false),
    TOPICS_MISMATCH(ErrorType.USER, false),
    PLAN_CHANGED(ErrorType.USER, false),
    STATE_LOCKED(ErrorType.USER, false),
    FENCED(ErrorType.USER, false),
    ROLE_MISSING(ErrorType.USER, true),
    ATTACH_UNFINISHED(ErrorType.USER, false),
    REEMIT_SILENT(ErrorType.SOURCE, false),
    LEDGER_UNBALANCED(ErrorType.INTERNAL, false),
    DIFFERENCES_FOUND(ErrorType.TARGET, false),
    // Cutover
    CUTOVER_REFUSED(ErrorType.SOURCE, false),
    CUTOVER_BUDGET(ErrorType.SOURCE, false),
    FENCE_NOT_SET(ErrorType.SOURCE, false),
    FENCE_LEFT(ErrorType.SOURCE, false),
    HOOK_FAILED(ErrorType.SOURCE, false),
    // Kafka
    BROKER_UNAVAILABLE(ErrorType.BROKER, true),
    BROKER_DISK_FULL(ErrorType.BROKER, true),
    BROKER_ACCESS_DENIED(ErrorType.BROKER, false),
    REGISTRY_UNAVAILABLE(ErrorType.BROKER, true),
    REGISTRY_REJECTED(ErrorType.BROKER, false),
    TOPIC_INVALID(ErrorType.BROKER, false),
    RECORD_UNREADABLE(ErrorType.BROKER, false),
    RECORD_TOO_LARGE(ErrorType.BROKER, false),
    // Embedded servers
    PACKAGE_UNAVAILABLE(ErrorType.USER, false),
    SERVER_START_FAILED(ErrorType.INTERNAL, false),
    INTERRUPTED(ErrorType.USER, false),
    INTERNAL(ErrorType.INTERNAL, false);

    private final ErrorType type;
    private final boolean retriable;

    ErrorCode(ErrorType type, boolean retriable) {
        this.type = type;
        this.retriable = retriable;
    }

    public ErrorType type() {
        return type;
    }

    /** True when the same action may succeed later without anybody changing anything. */
    public boolean isRetriable() {
        return retriable;
    }

    /** What has to happen before the action can succeed. */
    public Recovery recovery() {
        if (!retriable) {
            return Recovery.NEEDS_PERSON;
        }
        return this == TARGET_CONFLICT ? Recovery.RETRY_HERE : Recovery.RESUMES_BY_ITSELF;
    }
}
