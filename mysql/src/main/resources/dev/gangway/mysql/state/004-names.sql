-- Titles of steps are free text, and the side tables of a copy carry a mark behind a name that may have 64 characters.
ALTER TABLE ${schema}.stage MODIFY COLUMN step VARCHAR(190) NOT NULL;

ALTER TABLE ${schema}.load_table
    MODIFY COLUMN step VARCHAR(190) NOT NULL,
    MODIFY COLUMN table_name VARCHAR(128) NOT NULL;

ALTER TABLE ${schema}.load_chunk
    MODIFY COLUMN step VARCHAR(190) NOT NULL,
    MODIFY COLUMN table_name VARCHAR(128) NOT NULL;

ALTER TABLE ${schema}.loss MODIFY COLUMN step VARCHAR(190) NOT NULL DEFAULT '';

ALTER TABLE ${schema}.loss_key MODIFY COLUMN step VARCHAR(190) NOT NULL;
