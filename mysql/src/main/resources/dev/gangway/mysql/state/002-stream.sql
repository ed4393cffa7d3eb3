-- Who may write: a sink that starts takes the next number and every older one is fenced off.
CREATE TABLE IF NOT EXISTS ${schema}.sink_epoch (
    id TINYINT NOT NULL,
    epoch BIGINT NOT NULL,
    owner VARCHAR(190) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- The next record to read of every partition, moved in the transaction that applies the records before it.
CREATE TABLE IF NOT EXISTS ${schema}.sink_offset (
    topic VARCHAR(190) NOT NULL,
    partition_no INT NOT NULL,
    next_offset BIGINT NOT NULL,
    PRIMARY KEY (topic, partition_no)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Every change up to this source position is in the target; complete is 0 between the pieces of a huge transaction.
CREATE TABLE IF NOT EXISTS ${schema}.sink_watermark (
    id TINYINT NOT NULL,
    position VARCHAR(64) NOT NULL,
    source_micros BIGINT NOT NULL,
    complete TINYINT NOT NULL DEFAULT 1,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Counts per source table and minute since 1970: captured = applied + coalesced + filtered + parked.
CREATE TABLE IF NOT EXISTS ${schema}.ledger (
    table_name VARCHAR(64) NOT NULL,
    minute BIGINT NOT NULL,
    applied BIGINT NOT NULL DEFAULT 0,
    coalesced BIGINT NOT NULL DEFAULT 0,
    filtered BIGINT NOT NULL DEFAULT 0,
    parked BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (table_name, minute)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What capture says it has sent, up to the watermark, in total.
CREATE TABLE IF NOT EXISTS ${schema}.captured (
    table_name VARCHAR(64) NOT NULL,
    total BIGINT NOT NULL,
    PRIMARY KEY (table_name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Changes put aside for a person.
CREATE TABLE IF NOT EXISTS ${schema}.parked (
    id BIGINT NOT NULL AUTO_INCREMENT,
    table_name VARCHAR(64) NOT NULL,
    row_key VARCHAR(1024) NOT NULL,
    position VARCHAR(64) NOT NULL,
    code VARCHAR(64) NOT NULL,
    reason VARCHAR(1024) NOT NULL,
    target_table VARCHAR(64) NOT NULL,
    payload LONGBLOB NOT NULL,
    resolved TINYINT NOT NULL DEFAULT 0,
    parked_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (id),
    KEY parked_by_table (table_name, resolved)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
