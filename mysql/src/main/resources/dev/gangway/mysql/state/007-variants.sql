-- Products that are sold alone under one price and as a variant under another: each is counted once.
CREATE TABLE IF NOT EXISTS ${schema}.variant_conflict (
  product_id INT UNSIGNED NOT NULL,
  store_id SMALLINT UNSIGNED NOT NULL,
  own_price DECIMAL(20, 6) NOT NULL,
  variant_price DECIMAL(20, 6) NOT NULL,
  PRIMARY KEY (product_id, store_id)
) ENGINE = InnoDB;
