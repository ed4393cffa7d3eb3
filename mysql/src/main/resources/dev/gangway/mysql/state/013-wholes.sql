-- What a derivation last decided about each row of a table that it decides as a whole: digests of what tells the row apart and of
-- its values. A row of the target that is otherwise was changed there by somebody else.
CREATE TABLE IF NOT EXISTS ${schema}.whole_row (
    mode VARCHAR(16) NOT NULL,
    table_name VARCHAR(64) NOT NULL,
    row_key CHAR(64) NOT NULL,
    row_digest CHAR(64) NOT NULL,
    PRIMARY KEY (mode, table_name, row_key)
) ENGINE = InnoDB DEFAULT CHARSET = ascii COLLATE = ascii_bin;
