package dev.gangway.bulkloader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivationSet;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import dev.gangway.derivations.TouchedKeys;
import dev.gangway.derivations.shop.Derivations;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What every derivation promises: after any change, recomputing the touched keys gives what recomputing all of them gives.
 * Changes are made as the stream makes them: it tells which rows it is about to change and which it has changed.
 */
public final class DerivationContract implements AutoCloseable {
    private final MigrationPlan plan;
    private final DerivationSet derivations;
    private final TargetNames names;
    private final TouchedKeys touched;
    private final Connection connection;
    private final List<String> leftOut = new ArrayList<>();

    private DerivationContract(MigrationPlan plan, DerivationSet derivations, TargetNames names, Database target) {
        this.plan = plan;
        this.derivations = derivations;
        this.names = names;
        this.touched = new TouchedKeys(derivations, names);
        this.connection = target.open();
        try {
            touched.prepare(connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static DerivationContract of(BulkInput input) {
        var derivations = Derivations.of(
                DerivationContext.of(input.plan(), input.rules(), input.environment(), input.handlers(), input.state()),
                input.config().loadSteps());
        assertThat(derivations.all()).isNotEmpty();
        return new DerivationContract(input.plan(), derivations, input.state().names(), input.target());
    }

    /** Runs statements that change rows of one table; the condition holds for them before or afterwards. Tables in braces. */
    public void change(String table, String condition, String... statements) throws SQLException {
        var changed = plan.written().table(table).orElseThrow();
        touched.before(connection, changed, condition);
        for (String statement : statements) {
            Statements.execute(connection, names.in(statement));
        }
        touched.before(connection, changed, condition);
    }

    /** Recomputes what was touched, then everything, and compares; what both give is returned by table. */
    public Map<String, List<String>> holds(String afterWhat) throws SQLException {
        touched.recompute(connection, new Writer());
        touched.committed();
        Map<String, List<String>> some = outputs();
        for (Derivation derivation : derivations.all()) {
            derivation.recompute(connection, Keys.ALL, new Writer());
        }
        assertThat(some).describedAs(afterWhat).isEqualTo(outputs());
        return some;
    }

    /** What was said to be left out since the beginning. */
    public List<String> leftOut() {
        return leftOut;
    }

    /** Rows of all tables that are derived, without the numbers that the server gives. */
    private Map<String, List<String>> outputs() throws SQLException {
        var rows = new TreeMap<String, List<String>>();
        for (Derivation derivation : derivations.all()) {
            for (Output output : derivation.outputs()) {
                rows.put(output.table(), rows(output.table()));
            }
        }
        return rows;
    }

    private List<String> rows(String table) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + names.apply(table))) {
            var columns = result.getMetaData();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    if (!columns.isAutoIncrement(i)) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                }
                rows.add(String.join("|", row));
            }
        }
        Collections.sort(rows);
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private final class Writer implements DerivedWriter {

        @Override
        public long execute(Connection on, String sql, String table) throws SQLException {
            return Statements.execute(on, sql);
        }

        @Override
        public void leftOut(String table, String reason, long rows) {
            if (rows > 0) {
                leftOut.add(table + ": " + rows + " " + reason);
            }
        }

        @Override
        public void leftOut(String table, String reason, List<String> keys) {
            leftOut.addAll(keys);
        }
    }
}
