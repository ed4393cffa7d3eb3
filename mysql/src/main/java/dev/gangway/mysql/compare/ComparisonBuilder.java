package dev.gangway.mysql.compare;

import java.util.ArrayList;
import java.util.List;

/** Collects the findings of one table and keeps only the first of them. */
final class ComparisonBuilder {
    private final String source;
    private final String target;
    private final int examplesKept;
    private final List<Difference> examples = new ArrayList<>();
    private long expected;
    private long actual;
    private long rejected;
    private long differences;

    ComparisonBuilder(String source, String target, int examplesKept) {
        this.source = source;
        this.target = target;
        this.examplesKept = examplesKept;
    }

    void expected() {
        expected++;
    }

    void actual() {
        actual++;
    }

    void rejected() {
        rejected++;
    }

    void add(Difference.Kind kind, String key, List<String> columns) {
        differences++;
        if (examples.size() < examplesKept) {
            examples.add(new Difference(kind, key, columns));
        }
    }

    TableComparison build() {
        return new TableComparison(source, target, expected, actual, rejected, differences, examples);
    }
}
