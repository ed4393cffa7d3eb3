-- Who wants rows of the source sent through the stream again. Capture looks at released requests only. The position says after
-- which place of the stream everything sent so far is in it.
CREATE TABLE IF NOT EXISTS ${schema}.reemit_request (
    id BIGINT NOT NULL AUTO_INCREMENT,
    reason VARCHAR(64) NOT NULL,
    requested_by VARCHAR(190) NOT NULL,
    requested_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    released TINYINT NOT NULL DEFAULT 0,
    keys_total BIGINT NOT NULL DEFAULT 0,
    keys_sent BIGINT NOT NULL DEFAULT 0,
    keys_refused BIGINT NOT NULL DEFAULT 0,
    ranges_open BIGINT NOT NULL DEFAULT 0,
    position VARCHAR(64) NULL,
    trouble VARCHAR(1024) NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What is still to be sent: a key, or a range of keys when there is an upper end; a range's key is its lower end, left out.
CREATE TABLE IF NOT EXISTS ${schema}.reemit_key (
    id BIGINT NOT NULL AUTO_INCREMENT,
    request_id BIGINT NOT NULL,
    table_name VARCHAR(64) NOT NULL,
    key_hash BINARY(32) NOT NULL,
    key_text MEDIUMTEXT NOT NULL,
    key_end MEDIUMTEXT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY reemit_key_once (request_id, table_name, key_hash)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
