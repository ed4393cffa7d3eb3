package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.handler.crypt.EncryptedValue;
import dev.gangway.core.schema.Schema;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The encrypted settings of the new shop, such as logins of payment services, can be read with its key. */
final class SecretsCheck implements Check {
    private static final String TABLE = "core_config_data";

    private final MigrationConfig config;
    private final Database target;
    private final Schema tables;

    SecretsCheck(MigrationConfig config, Database target, Schema tables) {
        this.config = config;
        this.target = target;
        this.tables = tables;
    }

    @Override
    public String name() {
        return "encrypted settings";
    }

    @Override
    public Finding look(Deadline deadline) {
        Optional<String> key = key(OptionName.DEST_CRYPT_KEY).or(() -> key(OptionName.CRYPT_KEY));
        if (key.isEmpty()) {
            return Finding.note(name(), "not looked at, since no key is configured (dest_crypt_key in <options>)");
        }
        if (!tables.has(TABLE)) {
            return Finding.ok(name(), "the target has no table of settings");
        }
        return look(new EncryptedValue(key.get()));
    }

    private Optional<String> key(OptionName name) {
        return config.options().text(name).filter(text -> !text.isBlank());
    }

    private Finding look(EncryptedValue values) {
        var unreadable = new ArrayList<String>();
        int encrypted = 0;
        String sql = "SELECT path, scope, scope_id, value FROM " + Identifiers.quote(target.table(TABLE))
                + " WHERE value LIKE '%:3:%' ORDER BY path, scope, scope_id";
        try (Connection connection = target.open();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String value = row.getString(4).strip();
                if (EncryptedValue.isOne(value)) {
                    encrypted++;
                    if (!values.isReadable(value)) {
                        unreadable.add(row.getString(1) + " (" + row.getString(2) + " " + row.getString(3) + ")");
                    }
                }
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, target.config(), "reading encrypted settings");
        }
        return verdict(encrypted, unreadable);
    }

    private Finding verdict(int encrypted, List<String> unreadable) {
        return unreadable.isEmpty()
                ? Finding.ok(name(), "%,d can be read with the configured key".formatted(encrypted))
                : Finding.refuse(
                        name(),
                        "the configured key does not read " + String.join(", ", unreadable)
                                + ": set dest_crypt_key to crypt/key of Magento 2's app/etc/env.php and load the settings"
                                + " again, or enter these values anew in Magento 2");
    }
}
