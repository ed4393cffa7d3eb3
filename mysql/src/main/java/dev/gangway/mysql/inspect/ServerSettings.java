package dev.gangway.mysql.inspect;

import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Flavor;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A server's global settings as far as a migration depends on them.
 *
 * @param user the account that the server lets us be, as {@code user@host}
 * @param variables by name in lower case; one that the server does not know is missing
 */
public record ServerSettings(Flavor flavor, String user, Map<String, String> variables) {
    private static final List<String> WANTED = List.of(
            "log_bin",
            "binlog_format",
            "binlog_row_image",
            "binlog_expire_logs_seconds",
            "expire_logs_days",
            "server_id",
            "gtid_mode",
            "log_bin_trust_function_creators",
            "local_infile",
            "max_allowed_packet",
            "sql_mode",
            "read_only",
            "lower_case_table_names");

    public ServerSettings {
        variables = Map.copyOf(variables);
    }

    /** Asks the server. */
    public static ServerSettings of(Database database) {
        String names = WANTED.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        Map<String, String> variables = new LinkedHashMap<>();
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery("SHOW GLOBAL VARIABLES WHERE Variable_name IN (" + names + ")")) {
                while (row.next()) {
                    variables.put(row.getString(1).toLowerCase(Locale.ROOT), row.getString(2));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT CURRENT_USER()")) {
                row.next();
                return new ServerSettings(database.flavor(), row.getString(1), variables);
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "reading the server's settings");
        }
    }

    /** The value; empty when the server does not have the setting. */
    public String get(String name) {
        return variables.getOrDefault(name, "");
    }

    /** True for {@code ON} and {@code 1}. */
    public boolean isOn(String name) {
        return get(name).equalsIgnoreCase("ON") || get(name).equals("1");
    }

    /** A number; the fallback when the server does not have the setting. */
    public long number(String name, long fallback) {
        String value = get(name);
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : fallback;
    }

    /** How long binlogs are kept, in hours; 0 for ever. */
    public long binlogHours() {
        long seconds = number("binlog_expire_logs_seconds", 0);
        return seconds > 0 ? seconds / 3600 : number("expire_logs_days", 0) * 24;
    }

    /** The account as a GRANT statement names it. */
    public String quotedUser() {
        int at = user.lastIndexOf('@');
        return "'" + user.substring(0, at) + "'@'" + user.substring(at + 1) + "'";
    }
}
