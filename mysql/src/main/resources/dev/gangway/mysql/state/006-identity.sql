-- Which run this is: one row once a mode has begun. The target carries the same id and turn in its flag table, under mark_id;
-- both turns move in one transaction, so that a target or a state of another moment is told apart.
CREATE TABLE IF NOT EXISTS ${schema}.run_identity (
    id TINYINT NOT NULL,
    run_id CHAR(36) NOT NULL,
    turn BIGINT NOT NULL DEFAULT 0,
    mark_id BIGINT NULL,
    adopted TINYINT NOT NULL DEFAULT 0,
    begun_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- A migration that was begun before runs had an id gets one; its target is marked by the next start.
INSERT IGNORE INTO ${schema}.run_identity (id, run_id, adopted)
    SELECT 1, UUID(), 1 FROM ${schema}.stage LIMIT 1;

-- What the run relies on: facts of the source, the plan per table, rows of the target after the load.
CREATE TABLE IF NOT EXISTS ${schema}.claim (
    kind VARCHAR(16) NOT NULL,
    name VARCHAR(190) NOT NULL,
    value MEDIUMTEXT NOT NULL,
    PRIMARY KEY (kind, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
