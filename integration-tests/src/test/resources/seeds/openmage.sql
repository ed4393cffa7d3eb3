-- What a shop of OpenMage 20 has besides: swatches of options, and the language of an administrator
CREATE TABLE eav_attribute_option_swatch (value_id INT UNSIGNED NOT NULL AUTO_INCREMENT, option_id INT UNSIGNED NOT NULL DEFAULT 0, value VARCHAR(255), filename VARCHAR(255), PRIMARY KEY (value_id), UNIQUE KEY (option_id), CONSTRAINT FK_SWATCH_OPTION FOREIGN KEY (option_id) REFERENCES eav_attribute_option (option_id) ON DELETE CASCADE) ENGINE=InnoDB DEFAULT CHARSET=utf8
ALTER TABLE admin_user ADD backend_locale VARCHAR(8)
