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
    /** The statement that makes a server take larger rows. */
    public static final String LARGER_ROWS = "SET GLOBAL max_allowed_packet = 268435456";

    private static final String PACKET = "max_allowed_packet";
    private static final long LARGE_PACKET = 16L << 20;
    private static final long LONG_ENOUGH_HOURS = 48;

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
            PACKET,
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

    /** True when a pause of the stream over a weekend does not cost its place in the binlog. */
    public boolean keepsBinlogLong() {
        return binlogHours() == 0 || binlogHours() >= LONG_ENOUGH_HOURS;
    }

    /** The statement that makes it keep binlogs for a week. */
    public String longerBinlog() {
        return flavor.isMySql() && flavor.isAtLeast(8, 0, 0)
                ? "SET GLOBAL binlog_expire_logs_seconds = 604800"
                : "SET GLOBAL expire_logs_days = 7";
    }

    /** The longest statement that it takes, in bytes. */
    public long largestStatement() {
        return number(PACKET, LARGE_PACKET);
    }

    /** True when it takes statements of the size that rows of a shop may need. */
    public boolean takesLargeRows() {
        return largestStatement() >= LARGE_PACKET;
    }

    /** True when it is as new as the oldest server of Magento 1 that this was tried with. */
    public boolean isKnownSource() {
        return flavor.isMySql() ? flavor.isAtLeast(5, 6, 0) : flavor.isAtLeast(10, 2, 0);
    }

    /** True when Magento 2.4 runs on it. */
    public boolean runsMagento2() {
        return flavor.isMySql() ? flavor.isAtLeast(8, 0, 0) : flavor.isAtLeast(10, 4, 0);
    }

    /** The account as a GRANT statement names it. */
    public String quotedUser() {
        int at = user.lastIndexOf('@');
        return "'" + user.substring(0, at) + "'@'" + user.substring(at + 1) + "'";
    }
}
