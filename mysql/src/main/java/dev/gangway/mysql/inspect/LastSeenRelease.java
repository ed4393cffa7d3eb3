package dev.gangway.mysql.inspect;

import dev.gangway.core.schema.Schema;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Reads which release of Magento 2 showed itself last to somebody in its administration: it notes that to show news once. */
public final class LastSeenRelease {
    private static final Map<String, String> NOTES = Map.of(
            "admin_analytics_usage_version_log", "last_viewed_in_version",
            "release_notification_viewer_log", "last_view_version");

    private LastSeenRelease() {}

    /** The newest release noted, such as {@code 2.4.7-p3}; empty on a shop that nobody has logged in to. */
    public static Optional<String> of(Database database, Schema schema) {
        return NOTES.entrySet().stream()
                .filter(note -> schema.table(note.getKey())
                        .filter(table -> table.hasColumn(note.getValue()))
                        .isPresent())
                .flatMap(note -> newest(database, note.getKey(), note.getValue()).stream())
                .filter(version -> version.matches("\\d+\\.\\d+\\.\\d+.*"))
                .max(String::compareTo);
    }

    private static Optional<String> newest(Database database, String table, String column) {
        String query = "SELECT MAX(" + Identifiers.quote(column) + ") FROM " + Identifiers.quote(database.table(table));
        try (Connection connection = database.open();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "reading table " + table);
        }
    }
}
