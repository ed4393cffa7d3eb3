-- What the stream is wanted to do: one row per wish and cause; without a row it runs.
CREATE TABLE IF NOT EXISTS ${schema}.wanted_state (
    cause VARCHAR(64) NOT NULL,
    state VARCHAR(8) NOT NULL,
    reason VARCHAR(1024) NOT NULL,
    since_ms BIGINT NOT NULL,
    PRIMARY KEY (cause, state)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
