-- Answers of look-ups that a batch of the sink has changed, written in its transaction: the rows that had used them are asked for
-- again. Without a key every row that uses the look-up is meant.
CREATE TABLE IF NOT EXISTS ${schema}.lookup_change (
    id BIGINT NOT NULL AUTO_INCREMENT,
    table_name VARCHAR(64) NOT NULL,
    key_column VARCHAR(64) NOT NULL,
    key_value TEXT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
