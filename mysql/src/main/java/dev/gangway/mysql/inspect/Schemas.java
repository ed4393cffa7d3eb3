package dev.gangway.mysql.inspect;

import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds out which databases a login sees, for messages about a login that went wrong: never fails itself. */
public final class Schemas {
    private static final Set<String> OF_THE_SERVER =
            Set.of("information_schema", "mysql", "performance_schema", "sys", "test");

    private Schemas() {}

    /** All but the server's own; none when the login fails. */
    public static List<String> names(Database database) {
        try (Connection connection = database.open();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW DATABASES")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            names.removeAll(OF_THE_SERVER);
            return names;
        } catch (SQLException | MigrationException e) {
            return List.of();
        }
    }

    /** True when the login works. */
    public static boolean isReachable(Database database) {
        try (Connection connection = database.open()) {
            return connection.isValid(1);
        } catch (SQLException | MigrationException e) {
            return false;
        }
    }
}
