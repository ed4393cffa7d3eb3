-- Comparisons of source and target.
CREATE TABLE IF NOT EXISTS ${schema}.diff_run (
    run_id BIGINT NOT NULL AUTO_INCREMENT,
    state VARCHAR(16) NOT NULL,
    only_tables TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ended_at TIMESTAMP NULL DEFAULT NULL,
    PRIMARY KEY (run_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What a comparison consists of: one route, or one derivation. It goes on behind next_key, which moves with the chunk's results.
CREATE TABLE IF NOT EXISTS ${schema}.diff_unit (
    run_id BIGINT NOT NULL,
    unit VARCHAR(190) NOT NULL,
    place INT NOT NULL,
    state VARCHAR(16) NOT NULL,
    next_key MEDIUMTEXT NULL,
    total BIGINT NOT NULL DEFAULT 0,
    chunks INT NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, unit)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Rows that were compared, per target table.
CREATE TABLE IF NOT EXISTS ${schema}.diff_table (
    run_id BIGINT NOT NULL,
    unit VARCHAR(190) NOT NULL,
    table_name VARCHAR(128) NOT NULL,
    source_rows BIGINT NOT NULL DEFAULT 0,
    target_rows BIGINT NOT NULL DEFAULT 0,
    equal_rows BIGINT NOT NULL DEFAULT 0,
    rejected BIGINT NOT NULL DEFAULT 0,
    overflow BIGINT NOT NULL DEFAULT 0,
    millis BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, unit, table_name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Tables that are not compared; counts is 1 where that leaves a question open.
CREATE TABLE IF NOT EXISTS ${schema}.diff_skipped (
    run_id BIGINT NOT NULL,
    table_name VARCHAR(128) NOT NULL,
    reason VARCHAR(512) NOT NULL,
    counts TINYINT NOT NULL,
    PRIMARY KEY (run_id, table_name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Keys of rows that differ; step tells how sure that is. Values are never kept.
CREATE TABLE IF NOT EXISTS ${schema}.diff_key (
    id BIGINT NOT NULL AUTO_INCREMENT,
    run_id BIGINT NOT NULL,
    unit VARCHAR(190) NOT NULL,
    table_name VARCHAR(128) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    row_key VARCHAR(1024) NOT NULL,
    source_key MEDIUMTEXT NOT NULL,
    differing TEXT NOT NULL,
    reason VARCHAR(1024) NOT NULL,
    step TINYINT NOT NULL,
    PRIMARY KEY (id),
    KEY diff_key_by_unit (run_id, unit, step)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
