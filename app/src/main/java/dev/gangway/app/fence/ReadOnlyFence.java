package dev.gangway.app.fence;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.inspect.Grants;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes the source's server read-only: one statement for all tables, and no trace in the shop. It waits for transactions that
 * are being committed, and new ones wait behind it, so it is tried for short moments only. Accounts that may administrate the
 * server get through.
 */
final class ReadOnlyFence implements Fence {
    private static final int LOCK_SECONDS = 1;
    private static final int STATEMENT_SECONDS = 2;
    private static final int LOCK_WAIT = 1205;
    private static final int KILLED = 1317;
    private static final int TIMED_OUT = 3024;
    private static final Set<Integer> PASSING = Set.of(LOCK_WAIT, KILLED, TIMED_OUT);

    private final Database source;
    private final Database target;
    private final boolean captureWrites;

    /** {@code captureWrites}: capture itself has to write to the source while it is fenced. */
    ReadOnlyFence(Database source, Database target, boolean captureWrites) {
        this.source = source;
        this.target = target;
        this.captureWrites = captureWrites;
    }

    @Override
    public String choice() {
        return Fences.READ_ONLY;
    }

    @Override
    public String description() {
        return "SET GLOBAL read_only = 1 on " + source.config().address();
    }

    @Override
    public List<String> obstacles() {
        var obstacles = new ArrayList<String>();
        Grants grants = Grants.of(source);
        boolean maria = source.flavor().isMariaDb();
        String setting = maria ? "READ_ONLY ADMIN" : "SYSTEM_VARIABLES_ADMIN";
        String passing = maria ? "READ_ONLY ADMIN" : "CONNECTION_ADMIN";
        if (!grants.hasGlobally("SUPER") && !hasGlobally(grants, setting)) {
            obstacles.add("user " + source.config().user() + " may not set read_only: GRANT "
                    + (source.flavor().isAtLeast(8, 0, 0) ? setting : "SUPER")
                    + " ON *.* to this user, or use --fence triggers");
        }
        if (captureWrites && !grants.hasGlobally("SUPER") && !hasGlobally(grants, passing)) {
            obstacles.add("capture by triggers has to write to its logs while the server is read-only, which user "
                    + source.config().user() + " may not: use --fence triggers");
        }
        if (place(source).equals(place(target))) {
            obstacles.add(
                    "source and target are on one server, which would be read-only for both: use --fence triggers");
        }
        return obstacles;
    }

    /** MariaDB writes some privileges with and some without an underscore. */
    private static boolean hasGlobally(Grants grants, String privilege) {
        return grants.hasGlobally(privilege) || grants.hasGlobally(privilege.replace('_', ' '));
    }

    private static String place(Database database) {
        return ask(database, "SELECT CONCAT_WS('|', @@hostname, @@port, @@datadir)", "asking where the server is");
    }

    @Override
    public String memory() {
        return ask(source, "SELECT @@global.read_only", "reading read_only");
    }

    @Override
    public boolean isSet() {
        return !isOff(memory());
    }

    private static boolean isOff(String value) {
        return value.equals("0") || value.equalsIgnoreCase("OFF");
    }

    @Override
    public void set(Deadline deadline) {
        try (Connection connection = source.open();
                var statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = " + LOCK_SECONDS);
            // The driver kills the statement over another connection when it takes longer.
            statement.setQueryTimeout(STATEMENT_SECONDS);
            while (!tried(statement)) {
                deadline.pause("the source was made read-only: transactions that stay open, or locked tables, stand in"
                        + " the way (SHOW PROCESSLIST shows whose)");
            }
        } catch (SQLException e) {
            MigrationException why = SqlErrors.translate(e, source.config(), "making the source read-only");
            throw new MigrationException(ErrorCode.FENCE_NOT_SET, String.valueOf(why.getMessage()), e);
        }
    }

    private static boolean tried(java.sql.Statement statement) throws SQLException {
        try {
            statement.execute("SET GLOBAL read_only = 1");
            return true;
        } catch (SQLException e) {
            if (e instanceof java.sql.SQLTimeoutException || PASSING.contains(e.getErrorCode())) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void lift(String memory) {
        if (!isOff(memory)) {
            return; // it was read-only before, and stays so
        }
        try (Connection connection = source.open();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(STATEMENT_SECONDS);
            statement.execute("SET GLOBAL read_only = 0");
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "lifting read_only");
        }
        if (isSet()) {
            throw new MigrationException(
                    ErrorCode.FENCE_LEFT, "Source database " + source.config().address() + " is still read-only");
        }
    }

    @Override
    public List<String> byHand(String memory) {
        return isOff(memory) ? List.of("SET GLOBAL read_only = 0;") : List.of();
    }

    private static String ask(Database database, String sql, String doing) {
        try (Connection connection = database.open();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), doing);
        }
    }
}
