-- Rows of other tables that a chunk's rows brought along: volume checks expect them.
ALTER TABLE ${schema}.load_chunk ADD COLUMN side_rows BIGINT NOT NULL DEFAULT 0;
