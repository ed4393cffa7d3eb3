package dev.gangway.mysql.read;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.position.StartPoint;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Flavor;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds where the source's binlog stands, after checking that it is of use: on, in row format, with whole rows, readable. */
public final class PositionReader {
    private final Database source;

    public PositionReader(Database source) {
        this.source = source;
    }

    /**
     * The current end of the binlog.
     *
     * @throws MigrationException SOURCE_BINLOG_OFF or SOURCE_GRANT_MISSING, saying which setting or grant is needed
     */
    public StartPoint current() {
        try (Connection connection = source.open()) {
            check(connection);
            return read(connection);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "reading the binlog position");
        }
    }

    /**
     * True when this server's binlog has the same transactions before this place as the one where it was recorded. Only
     * MariaDB can tell, so that for MySQL it is always false.
     */
    public boolean isSamePlace(StartPoint point) {
        if (!source.flavor().isMariaDb() || point.gtids().isEmpty()) {
            return false;
        }
        try (Connection connection = source.open()) {
            return mariaGtids(connection, point.file(), point.offset()).equals(point.gtids());
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "looking for the binlog position");
        }
    }

    /** The current end of the binlog, asked over this connection without any check. */
    public SourcePosition end(Connection connection) throws SQLException {
        String sql = source.flavor().hasBinaryLogStatus() ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new SQLException(sql + " is empty");
            }
            return new StartPoint("binlog", row.getString(1), row.getLong(2), "").position();
        }
    }

    /** Only the checks of {@link #current()}. */
    public void check() {
        try (Connection connection = source.open()) {
            check(connection);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "checking the binlog settings");
        }
    }

    private void check(Connection connection) throws SQLException {
        require(connection, "log_bin", "1", "the binary log is off", "log-bin=mysql-bin and a server-id");
        require(connection, "binlog_format", "ROW", "the binary log is not in row format", "binlog-format=ROW");
        require(connection, "binlog_row_image", "FULL", "the binary log leaves out columns", "binlog-row-image=FULL");
        boolean mayStream = false;
        try (var statement = connection.createStatement();
                ResultSet grants = statement.executeQuery("SHOW GRANTS")) {
            while (grants.next()) {
                String grant = grants.getString(1).toUpperCase(Locale.ROOT);
                boolean role = !grant.contains(" ON ");
                mayStream |= role
                        || grant.contains("REPLICATION SLAVE")
                        || grant.contains("REPLICATION REPLICA")
                        || grant.startsWith("GRANT ALL PRIVILEGES ON *.*");
            }
        }
        if (!mayStream) {
            throw new MigrationException(
                    ErrorCode.SOURCE_GRANT_MISSING,
                    "Source database " + source.config().address() + ": user "
                            + source.config().user()
                            + " may not read the binary log; run GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO"
                            + " this user, or use capture by triggers");
        }
    }

    private void require(Connection connection, String variable, String wanted, String problem, String setting)
            throws SQLException {
        String value = variable(connection, variable);
        boolean ok =
                value == null || value.equalsIgnoreCase(wanted) || (wanted.equals("1") && value.equalsIgnoreCase("ON"));
        if (!ok) {
            throw new MigrationException(
                    ErrorCode.SOURCE_BINLOG_OFF,
                    "Source database " + source.config().address() + ": " + problem + " (" + variable + " is " + value
                            + "); set " + setting + " in the server's option file and restart it, or use capture by"
                            + " triggers");
        }
    }

    private static @Nullable String variable(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL VARIABLES LIKE '" + name + "'")) {
            return row.next() ? row.getString(2) : null;
        }
    }

    private StartPoint read(Connection connection) throws SQLException {
        Flavor flavor = source.flavor();
        String sql = flavor.hasBinaryLogStatus() ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new MigrationException(
                        ErrorCode.SOURCE_BINLOG_OFF,
                        "Source database " + source.config().address() + ": " + sql
                                + " is empty; switch the binary log on and restart the server");
            }
            String file = row.getString(1);
            long offset = row.getLong(2);
            if (flavor.isMariaDb()) {
                return new StartPoint("binlog", file, offset, mariaGtids(connection, file, offset));
            }
            boolean reportsGtids = row.getMetaData().getColumnCount() >= 5;
            String gtids = reportsGtids ? row.getString(5) : null;
            return new StartPoint("binlog", file, offset, gtids == null ? "" : gtids.replaceAll("\\s", ""));
        }
    }

    /** The GTIDs of exactly this place: the current ones could name later transactions, which would then be skipped. */
    private static String mariaGtids(Connection connection, String file, long offset) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT BINLOG_GTID_POS(?, ?)")) {
            statement.setString(1, file);
            statement.setLong(2, offset);
            try (ResultSet row = statement.executeQuery()) {
                String gtids = row.next() ? row.getString(1) : null;
                return gtids == null ? "" : gtids;
            }
        }
    }
}
