package dev.gangway.testkit.compare;

import java.util.List;
import java.util.Map;

/**
 * How one table differs from the reference. {@code rows} counts the reference's rows, {@code columns} counts the changed values
 * per column; samples name keys and values of test data. A table that only one database has is missing or extra as a whole.
 */
public record TableDifference(
        String table, long rows, long missing, long extra, Map<String, Long> columns, List<String> samples) {
    public TableDifference {
        columns = Map.copyOf(columns);
        samples = List.copyOf(samples);
    }

    /** A table that only one of the databases has. */
    static TableDifference onlyIn(String table, String where) {
        return new TableDifference(table, 0, 0, 0, Map.of(), List.of("only in the " + where + " database"));
    }

    @Override
    public String toString() {
        return "%s: %d rows, %d missing, %d extra, changed %s%s"
                .formatted(table, rows, missing, extra, columns, String.join("", lines()));
    }

    private List<String> lines() {
        return samples.stream().map(sample -> "\n    " + sample).toList();
    }
}
