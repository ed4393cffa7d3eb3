-- Facts of the run by name: start point, plan fingerprint, phase.
CREATE TABLE IF NOT EXISTS ${schema}.run_state (
    name VARCHAR(64) NOT NULL,
    value MEDIUMTEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Finished stages of steps.
CREATE TABLE IF NOT EXISTS ${schema}.stage (
    mode VARCHAR(16) NOT NULL,
    step VARCHAR(64) NOT NULL,
    stage VARCHAR(16) NOT NULL,
    finished_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (mode, step, stage)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Tables of the bulk load: their chunks are planned and the target was emptied once.
CREATE TABLE IF NOT EXISTS ${schema}.load_table (
    step VARCHAR(64) NOT NULL,
    table_name VARCHAR(64) NOT NULL,
    chunks INT NOT NULL,
    emptied TINYINT NOT NULL DEFAULT 0,
    PRIMARY KEY (step, table_name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Chunks with their bounds; marked done in the transaction that writes their rows.
CREATE TABLE IF NOT EXISTS ${schema}.load_chunk (
    step VARCHAR(64) NOT NULL,
    table_name VARCHAR(64) NOT NULL,
    chunk_no INT NOT NULL,
    lower_bound MEDIUMTEXT NOT NULL,
    upper_bound MEDIUMTEXT NOT NULL,
    done TINYINT NOT NULL DEFAULT 0,
    rows_read BIGINT NOT NULL DEFAULT 0,
    rows_written BIGINT NOT NULL DEFAULT 0,
    bytes_read BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (step, table_name, chunk_no)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Losses that the load met, per table, column and kind.
CREATE TABLE IF NOT EXISTS ${schema}.loss (
    table_name VARCHAR(64) NOT NULL,
    column_name VARCHAR(64) NOT NULL,
    reason VARCHAR(128) NOT NULL,
    occurrences BIGINT NOT NULL,
    PRIMARY KEY (table_name, column_name, reason)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Triggers of the target that are suspended while rows are loaded.
CREATE TABLE IF NOT EXISTS ${schema}.suspended_trigger (
    trigger_name VARCHAR(64) NOT NULL,
    table_name VARCHAR(64) NOT NULL,
    create_sql MEDIUMTEXT NOT NULL,
    sql_mode TEXT NOT NULL,
    character_set VARCHAR(64) NOT NULL,
    collation_name VARCHAR(64) NOT NULL,
    position INT NOT NULL,
    PRIMARY KEY (trigger_name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
