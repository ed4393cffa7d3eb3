package dev.gangway.it;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.TableDifference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A database as it was at one moment: rows in a copy beside it, structure, next ids and triggers as the server tells them. */
final class Snapshot implements AutoCloseable {
    /** Everything counts, generated ids too; of the run's mark only that it is there. */
    private static final ComparisonRules EXACT =
            new ComparisonRules(Pattern.compile("(?!)"), Set.of("flag.flag_data", "flag.last_update"), Set.of());

    private final DatabaseServer server;
    private final String database;
    private final String copy;
    private final Map<String, String> shape;

    private Snapshot(DatabaseServer server, String database, String copy) {
        this.server = server;
        this.database = database;
        this.copy = copy;
        this.shape = shape(server, database);
    }

    static Snapshot of(DatabaseServer server, String database, String name) {
        var snapshot = new Snapshot(server, database, database + "_" + name);
        server.createDatabase(snapshot.copy, "utf8mb4");
        var statements = new ArrayList<String>();
        statements.add("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', foreign_key_checks = 0");
        for (String table : tables(server, database)) {
            String from = "`" + database + "`.`" + table + "`";
            statements.add("CREATE TABLE `" + table + "` LIKE " + from);
            statements.add("INSERT INTO `" + table + "` SELECT * FROM " + from);
        }
        server.executeIn(snapshot.copy, statements.toArray(String[]::new));
        return snapshot;
    }

    private static List<String> tables(DatabaseServer server, String database) {
        return server
                .query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + database
                        + "' ORDER BY TABLE_NAME")
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    private static Map<String, String> shape(DatabaseServer server, String database) {
        var shape = new TreeMap<String, String>();
        for (String table : tables(server, database)) {
            shape.put(
                    table,
                    String.valueOf(server.query("SHOW CREATE TABLE `" + database + "`.`" + table + "`")
                            .get(0)
                            .get(1)));
        }
        server.query("SELECT TRIGGER_NAME, EVENT_OBJECT_TABLE, ACTION_STATEMENT, SQL_MODE, DEFINER FROM"
                        + " information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '" + database + "'")
                .forEach(trigger -> shape.put("trigger " + trigger.get(0), trigger.toString()));
        return shape;
    }

    /** What is not as it was: tables whose structure changed, then those whose rows did. */
    List<String> differences() throws SQLException {
        return differences(EXACT);
    }

    List<String> differences(ComparisonRules rules) throws SQLException {
        var differences = new ArrayList<String>();
        Map<String, String> now = shape(server, database);
        shape.forEach((name, was) -> {
            if (!was.equals(now.get(name))) {
                differences.add("structure of " + name + ":\n" + was + "\nis now\n" + now.get(name));
            }
        });
        now.keySet().stream().filter(name -> !shape.containsKey(name)).forEach(name -> differences.add("new: " + name));
        try (Connection expected = server.connect(copy);
                Connection actual = server.connect(database)) {
            for (TableDifference difference : new DatabaseComparer(rules).compare(expected, actual)) {
                differences.add(difference.toString());
            }
        }
        return differences;
    }

    @Override
    public void close() {
        server.execute("DROP DATABASE IF EXISTS `" + copy + "`");
    }
}
