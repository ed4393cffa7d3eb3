package dev.gangway.mysql.inspect;

import dev.gangway.core.schema.Schema;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a shop's own table of installed modules says: {@code core_resource} of Magento 1 ({@code catalog_setup}), {@code
 * setup_module} of Magento 2 ({@code Vendor_Module}; modules without a schema version are not in it).
 *
 * @param versions version by name, in alphabetical order; empty text where none is stored
 */
public record InstalledModules(Map<String, String> versions) {
    private static final String MAGENTO_1 = "core_resource";
    private static final String MAGENTO_2 = "setup_module";

    public InstalledModules {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }

    /** The modules of the shop; none when the database has neither table. */
    public static InstalledModules of(Database database, Schema schema) {
        if (schema.has(MAGENTO_1)) {
            return new InstalledModules(pairs(database, MAGENTO_1, "code", "version"));
        }
        if (schema.has(MAGENTO_2)) {
            return new InstalledModules(pairs(database, MAGENTO_2, "module", "schema_version"));
        }
        return new InstalledModules(Map.of());
    }

    private static Map<String, String> pairs(Database database, String table, String name, String version) {
        String query = "SELECT " + Identifiers.quote(name) + ", " + Identifiers.quote(version) + " FROM "
                + Identifiers.quote(database.table(table));
        try (Connection connection = database.open();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            Map<String, String> pairs = new TreeMap<>();
            while (rows.next()) {
                String value = rows.getString(2);
                pairs.put(rows.getString(1), value == null ? "" : value);
            }
            return pairs;
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "reading table " + table);
        }
    }
}
