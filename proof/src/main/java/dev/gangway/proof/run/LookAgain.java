package dev.gangway.proof.run;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.lookup.JdbcLookups;
import dev.gangway.proof.derived.Correction;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.route.RouteLook;
import dev.gangway.proof.route.RouteTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads rows that were found to differ once more, because their values are nowhere kept. Immutable. */
final class LookAgain {
    private static final int BLOCK = 1000;

    private final DiffInput input;

    LookAgain(DiffInput input) {
        this.input = input;
    }

    /** What differs now of these findings' source rows, with the rows of both sides. */
    List<Finding> at(RouteTable table, Collection<Finding> findings) throws SQLException {
        var keys = new LinkedHashSet<List<Object>>();
        findings.stream()
                .map(Finding::sourceKey)
                .filter(key -> key.size() == table.sourceKey().size())
                .forEach(keys::add);
        var all = new ArrayList<>(keys);
        var now = new ArrayList<Finding>();
        try (Connection source = input.source().open();
                Connection target = input.target().open();
                var lookups = new JdbcLookups(input.source(), input.plan().source())) {
            var look = new RouteLook(table, source, target, lookups);
            for (int from = 0; from < all.size(); from += BLOCK) {
                List<List<Object>> block = all.subList(from, Math.min(from + BLOCK, all.size()));
                now.addAll(look.compare(look.source(block), block).findings());
            }
        }
        return now;
    }

    /** What would mend the rows of the route's own table. */
    static List<Correction> corrections(RouteTable table, List<Finding> findings) {
        Table target = table.target();
        var corrections = new ArrayList<Correction>();
        for (Finding finding : findings) {
            Row row = finding.row().orElse(null);
            if (row != null && finding.table().equals(target.name())) {
                List<Object> key = new ArrayList<>();
                table.targetKey().forEach(column -> key.add(String.valueOf(row.text(column))));
                corrections.add(Correction.of(target, table.targetKey(), key, finding.expected()));
            }
        }
        return corrections;
    }
}
