package dev.gangway.testkit.compare;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a database with a reference of the same schema, row by row and value by value, to prove that a migration gave the
 * rows it should. Reads one table of each side at a time into memory; changes nothing.
 */
public final class DatabaseComparer {
    private final ComparisonRules rules;
    private final String testedPrefix;

    public DatabaseComparer(ComparisonRules rules) {
        this(rules, "");
    }

    /** For a tested database whose tables are those of the reference with a prefix; its other tables are not looked at. */
    public DatabaseComparer(ComparisonRules rules, String testedPrefix) {
        this.rules = rules;
        this.testedPrefix = testedPrefix;
    }

    /** The compared tables that differ, by name; both connections have their database selected. */
    public List<TableDifference> compare(Connection reference, Connection tested) throws SQLException {
        SortedMap<String, TableShape> expected = TableShape.of(reference, "");
        SortedMap<String, TableShape> actual = TableShape.of(tested, testedPrefix);
        Set<String> tables = new TreeSet<>(expected.keySet());
        tables.addAll(actual.keySet());
        List<TableDifference> differences = new ArrayList<>();
        for (String table : tables) {
            if (!rules.isCompared(table)) {
                continue;
            }
            TableShape shape = expected.get(table);
            if (shape == null) {
                differences.add(TableDifference.onlyIn(table, "tested"));
            } else if (!actual.containsKey(table)) {
                differences.add(TableDifference.onlyIn(table, "reference"));
            } else {
                compare(shape, reference, tested).ifPresent(differences::add);
            }
        }
        return differences;
    }

    private Optional<TableDifference> compare(TableShape whole, Connection reference, Connection tested)
            throws SQLException {
        TableShape shape = whole.without(rules);
        var comparison = new TableComparison(shape, shape.identity(whole));
        return comparison.compare(rows(shape, "", reference), rows(shape, testedPrefix, tested));
    }

    private static List<@Nullable String[]> rows(TableShape shape, String prefix, Connection connection)
            throws SQLException {
        List<@Nullable String[]> rows = new ArrayList<>();
        int columns = shape.columns().size();
        if (columns == 0) {
            return rows;
        }
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Integer.MIN_VALUE);
            try (ResultSet found = statement.executeQuery(shape.select(prefix))) {
                while (found.next()) {
                    @Nullable String[] row = new @Nullable String[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = found.getString(i + 1);
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
