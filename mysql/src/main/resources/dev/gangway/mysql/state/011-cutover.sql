-- Attempts to switch the shop over, rehearsals included. What was done to the source to keep writes out stands here before it
-- is done, with what undoes it, so that whoever finds a dead attempt can let the writes through again.
CREATE TABLE IF NOT EXISTS ${schema}.cutover (
    id BIGINT NOT NULL AUTO_INCREMENT,
    rehearsal TINYINT NOT NULL,
    outcome VARCHAR(16) NOT NULL,
    stage VARCHAR(32) NOT NULL DEFAULT '',
    fence_state VARCHAR(16) NOT NULL,
    fence VARCHAR(1024) NOT NULL DEFAULT '',
    fence_memory VARCHAR(190) NOT NULL DEFAULT '',
    fenced_at_ms BIGINT NOT NULL DEFAULT 0,
    lifted_at_ms BIGINT NOT NULL DEFAULT 0,
    position VARCHAR(512) NOT NULL DEFAULT '',
    reason VARCHAR(1024) NOT NULL DEFAULT '',
    owner VARCHAR(190) NOT NULL,
    started_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- How far each attempt came, and where the source was when a stage ended.
CREATE TABLE IF NOT EXISTS ${schema}.cutover_stage (
    cutover_id BIGINT NOT NULL,
    stage VARCHAR(32) NOT NULL,
    began_at_ms BIGINT NOT NULL,
    ended_at_ms BIGINT NOT NULL DEFAULT 0,
    position VARCHAR(64) NOT NULL DEFAULT '',
    PRIMARY KEY (cutover_id, stage)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What capture had counted per source table when the shop was switched: what it counts later came too late.
CREATE TABLE IF NOT EXISTS ${schema}.cutover_total (
    cutover_id BIGINT NOT NULL,
    table_name VARCHAR(64) NOT NULL,
    total BIGINT NOT NULL,
    PRIMARY KEY (cutover_id, table_name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Target tables that were last found equal, row by row, when capture had counted so many changes of their source table.
CREATE TABLE IF NOT EXISTS ${schema}.cutover_proved (
    target_table VARCHAR(64) NOT NULL,
    source_total BIGINT NOT NULL,
    proved_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    PRIMARY KEY (target_table)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- A question of another process to the one that captures: which position is at or behind every change made until now?
CREATE TABLE IF NOT EXISTS ${schema}.drain_mark (
    id TINYINT NOT NULL,
    asked CHAR(36) NOT NULL,
    answered CHAR(36) NOT NULL DEFAULT '',
    position VARCHAR(64) NOT NULL DEFAULT '',
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
