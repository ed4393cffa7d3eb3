package dev.gangway.testkit.shop;

import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts the sample shop on embedded servers. */
public final class ShopDatabases {
    private ShopDatabases() {}

    /** Creates database {@code name} with a filled Magento 1 in it; returns the rows by table. */
    public static Map<String, Long> createSource(DatabaseServer server, String name, SampleShop shop) {
        server.createDatabase(name, "utf8");
        try (Connection connection = server.connect(name)) {
            return shop.createSource(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The sample shop cannot be loaded into " + server.flavor().title(), e);
        }
    }

    /** Creates database {@code name} with a fresh Magento 2 in it. */
    public static void createTarget(DatabaseServer server, String name, SampleShop shop) {
        server.createDatabase(name, "utf8mb4");
        try (Connection connection = server.connect(name)) {
            shop.createTarget(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The empty target cannot be created in " + server.flavor().title(), e);
        }
    }

    /** Creates empty tables of a schema in an existing database; all of them when no names are given. */
    public static void createTables(
            DatabaseServer server, String database, ShopSchema schema, String prefix, String... names) {
        List<String> wanted = List.of(names);
        List<String> statements = new ArrayList<>();
        statements.add("SET SESSION sql_mode = '', foreign_key_checks = 0");
        schema.tables().stream()
                .filter(table -> wanted.isEmpty() || wanted.contains(table.name()))
                .forEach(table -> statements.add(new SchemaSql(prefix).create(table)));
        server.executeIn(database, statements.toArray(String[]::new));
    }

    /** The database as the product opens it. */
    public static Database open(DatabaseServer server, String name, Side side) {
        return new Database(DatabaseConfig.tcp(
                side, server.host(), server.port(), name, server.user(), Password.of(server.password())));
    }
}
