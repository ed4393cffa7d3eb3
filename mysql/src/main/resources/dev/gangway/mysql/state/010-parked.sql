-- What is put aside, with all that is needed to judge it, to hold back what depends on it, and to bring it in later.
-- target_rows: one line per target row that waits, its table and key; waits_for: one such line for what joined a queue.
ALTER TABLE ${schema}.parked
    ADD COLUMN old_key VARCHAR(1024) NOT NULL DEFAULT '' AFTER row_key,
    ADD COLUMN key_json MEDIUMTEXT NULL AFTER old_key,
    ADD COLUMN target_rows MEDIUMTEXT NULL,
    ADD COLUMN waits_for VARCHAR(1200) NOT NULL DEFAULT '',
    ADD COLUMN topic VARCHAR(190) NOT NULL DEFAULT '',
    ADD COLUMN partition_no INT NOT NULL DEFAULT 0,
    ADD COLUMN record_offset BIGINT NOT NULL DEFAULT -1,
    ADD COLUMN before_image LONGTEXT NULL,
    ADD COLUMN after_image LONGTEXT NULL,
    ADD COLUMN plan VARCHAR(64) NOT NULL DEFAULT '',
    ADD COLUMN run_id VARCHAR(36) NOT NULL DEFAULT '',
    ADD COLUMN attempts INT NOT NULL DEFAULT 1,
    ADD COLUMN state VARCHAR(16) NOT NULL DEFAULT 'PARKED',
    ADD COLUMN settled_at TIMESTAMP NULL,
    ADD COLUMN settled_by VARCHAR(190) NOT NULL DEFAULT '',
    ADD COLUMN settled_why VARCHAR(1024) NOT NULL DEFAULT '',
    ADD KEY parked_by_key (table_name, row_key(190));

UPDATE ${schema}.parked SET state = 'RESOLVED' WHERE resolved = 1 AND state = 'PARKED';
