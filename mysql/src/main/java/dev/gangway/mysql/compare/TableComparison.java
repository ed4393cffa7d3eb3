package dev.gangway.mysql.compare;

import java.util.List;

/**
 * What the comparison of one target table found.
 *
 * @param expected rows that the plan makes of the source
 * @param actual rows in the target
 * @param rejected source rows that the plan refuses, which are not expected in the target
 * @param differences how many rows differ
 * @param examples the first of them
 */
public record TableComparison(
        String source,
        String target,
        long expected,
        long actual,
        long rejected,
        long differences,
        List<Difference> examples) {

    public TableComparison {
        examples = List.copyOf(examples);
    }

    public boolean isEqual() {
        return differences == 0;
    }
}
