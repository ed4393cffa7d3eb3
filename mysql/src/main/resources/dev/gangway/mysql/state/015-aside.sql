-- By which attributes, and which places of them in attribute sets, the target was cleaned last: what differs has changed since.
CREATE TABLE IF NOT EXISTS ${schema}.cleaned_place (
    owner VARCHAR(32) NOT NULL,
    place VARCHAR(32) NOT NULL,
    attribute_id INT UNSIGNED NOT NULL,
    PRIMARY KEY (owner, place, attribute_id)
) ENGINE = InnoDB;
