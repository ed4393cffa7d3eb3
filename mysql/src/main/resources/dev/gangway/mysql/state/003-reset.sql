-- Target tables as they were before a mode first wrote to them; their rows are in copies beside this table.
CREATE TABLE IF NOT EXISTS ${schema}.kept_table (
    mode VARCHAR(16) NOT NULL,
    table_name VARCHAR(64) NOT NULL,
    existed TINYINT NOT NULL,
    create_sql MEDIUMTEXT NOT NULL,
    copy_name VARCHAR(64) NOT NULL,
    rows_kept BIGINT NOT NULL,
    kept_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (mode, table_name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Losses belong to a mode; those that a step counts outside the chunks are replaced when the step is repeated.
ALTER TABLE ${schema}.loss
    ADD COLUMN mode VARCHAR(16) NOT NULL DEFAULT 'data' FIRST,
    ADD COLUMN step VARCHAR(64) NOT NULL DEFAULT '' AFTER mode,
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (mode, step, table_name, column_name, reason);

-- Keys of some of the rows whose values were changed.
CREATE TABLE IF NOT EXISTS ${schema}.loss_key (
    id BIGINT NOT NULL AUTO_INCREMENT,
    mode VARCHAR(16) NOT NULL,
    step VARCHAR(64) NOT NULL,
    table_name VARCHAR(64) NOT NULL,
    column_name VARCHAR(64) NOT NULL,
    reason VARCHAR(128) NOT NULL,
    row_key VARCHAR(255) NOT NULL,
    PRIMARY KEY (id),
    KEY loss_key_by_kind (table_name, column_name, reason)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
