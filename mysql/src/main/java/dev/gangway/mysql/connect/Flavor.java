package dev.gangway.mysql.connect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which server answers, in so far as its SQL differs. */
public record Flavor(Product product, int major, int minor, int patch) {

    /** The two families. */
    public enum Product {
        MYSQL,
        MARIADB
    }

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

    /** Reads what {@code SELECT VERSION()} prints, such as {@code 5.5.5-10.11.6-MariaDB-log} or {@code 8.0.31}. */
    public static Flavor parse(String version) {
        boolean maria = version.toLowerCase(Locale.ROOT).contains("mariadb");
        String text = maria && version.startsWith("5.5.5-") ? version.substring("5.5.5-".length()) : version;
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("Not a server version: " + version);
        }
        return new Flavor(
                maria ? Product.MARIADB : Product.MYSQL,
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    public static Flavor of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT VERSION()")) {
            result.next();
            return parse(result.getString(1));
        }
    }

    public boolean isMariaDb() {
        return product == Product.MARIADB;
    }

    public boolean isMySql() {
        return product == Product.MYSQL;
    }

    public boolean isAtLeast(int wantedMajor, int wantedMinor, int wantedPatch) {
        if (major != wantedMajor) {
            return major > wantedMajor;
        }
        return minor != wantedMinor ? minor > wantedMinor : patch >= wantedPatch;
    }

    /** {@code INSERT ... VALUES (...) AS new ON DUPLICATE KEY UPDATE c = new.c}; elsewhere {@code VALUES(c)}. */
    public boolean hasRowAlias() {
        return isMySql() && isAtLeast(8, 0, 20);
    }

    /** {@code SHOW BINARY LOG STATUS} instead of {@code SHOW MASTER STATUS}. */
    public boolean hasBinaryLogStatus() {
        return isMySql() && isAtLeast(8, 2, 0);
    }

    /** Defaults in information_schema are SQL text: strings quoted, NULL spelled out. */
    public boolean quotesDefaults() {
        return isMariaDb() && isAtLeast(10, 2, 7);
    }

    /** {@code information_schema_stats_expiry} exists: row estimates are cached for a day unless it is 0. */
    public boolean cachesStatistics() {
        return isMySql() && isAtLeast(8, 0, 3);
    }

    @Override
    public String toString() {
        return (isMariaDb() ? "MariaDB " : "MySQL ") + major + "." + minor + "." + patch;
    }
}
