package dev.gangway.proof.judge;

import dev.gangway.derivations.cleaning.ChildRows;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.state.AsideTables;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Missing rows that belong to a row which the last step of a load takes out, by what it holds. Immutable. */
final class RowsOfLeftOutRows {
    private final TargetNames names;
    private final Map<String, ChildRows> byTable;

    RowsOfLeftOutRows(TargetNames names, List<ChildRows> children) {
        this.names = names;
        this.byTable = children.stream()
                .collect(Collectors.toMap(child -> child.table().name(), child -> child));
    }

    boolean has(String table) {
        return byTable.containsKey(table);
    }

    /** The reason of each of these rows of one table that has one. */
    Map<Finding, String> reasons(Connection connection, String table, Collection<Finding> findings)
            throws SQLException {
        ChildRows child = byTable.get(table);
        if (child == null) {
            return Map.of();
        }
        Map<Finding, String> parents = new HashMap<>();
        for (Finding finding : findings) {
            parent(child, finding).ifPresent(key -> parents.put(finding, key));
        }
        Set<String> held = held(connection, child, new LinkedHashSet<>(parents.values()));
        Map<Finding, String> reasons = new HashMap<>();
        parents.forEach((finding, key) -> {
            if (held.contains(key)) {
                reasons.put(finding, child.reason());
            }
        });
        return reasons;
    }

    private static Optional<String> parent(ChildRows child, Finding finding) {
        return Optional.ofNullable(finding.expected())
                .filter(row -> finding.kind() == Kind.MISSING && row.layout().has(child.column()))
                .flatMap(row -> Optional.ofNullable(row.text(child.column())));
    }

    private Set<String> held(Connection connection, ChildRows child, Set<String> parents) throws SQLException {
        if (parents.isEmpty() || !AsideTables.exists(connection, names, child.parent())) {
            return Set.of();
        }
        String key = Identifiers.quote(child.parentKey());
        String sql = names.in("SELECT " + key + " FROM {" + child.held() + "} WHERE " + key + " IN ("
                + parents.stream().map(Identifiers::literal).collect(Collectors.joining(",")) + ")");
        var held = new HashSet<String>();
        LastCleaning.rows(connection, sql, 1).forEach(row -> held.add(String.valueOf(row.get(0))));
        return held;
    }
}
