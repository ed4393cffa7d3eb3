-- Processes that carry changes in roles, one row per process and role, written anew every second. Times are the target server's.
-- A process lives as long as its lock is held.
CREATE TABLE IF NOT EXISTS ${schema}.stream_process (
    process_id CHAR(36) NOT NULL,
    role VARCHAR(16) NOT NULL,
    host VARCHAR(255) NOT NULL,
    pid BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL,
    figures TEXT NOT NULL,
    started_ms BIGINT NOT NULL,
    beat_ms BIGINT NOT NULL,
    PRIMARY KEY (process_id, role)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
