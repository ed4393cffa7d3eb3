package dev.gangway.proof.judge;

import dev.gangway.core.change.SourceKey;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import dev.gangway.proof.row.TableRows;
import dev.gangway.proof.store.DiffStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells differences that have a reason from those that have none: rows whose change is put aside for a person, and rows that are not
 * as in the source by a documented rule. Asks the target per batch, never per row. Thread-safe.
 */
public final class Judge {
    private static final int MAX_STATEMENT_BYTES = 3 << 20;
    private static final int BLOCK = 500;

    private final Database target;
    private final TargetNames names;
    private final DiffStore store;
    private final LastCleaning cleaning;

    public Judge(Database target, TargetNames names, MigrationPlan plan, RuleFiles rules, DiffStore store) {
        this.target = target;
        this.names = names;
        this.store = store;
        this.cleaning = new LastCleaning(target, names, plan.target(), rules, plan.compatibility());
    }

    /** The same findings of one route, each as what it is; {@code sourceKey} names the columns of the source row's key. */
    public List<Finding> judge(TablePlan plan, List<String> sourceKey, List<Finding> findings) {
        if (findings.isEmpty()) {
            return findings;
        }
        Map<Finding, String> deviations = new HashMap<>();
        deviations.putAll(cleaning.reasons(plan.target().name(), findings));
        deviations.putAll(repeated(plan, findings));
        Set<String> parked =
                store.findings().parked(plan.source().name(), plan.target().name());
        var judged = new ArrayList<Finding>();
        for (Finding finding : findings) {
            String reason = deviations.get(finding);
            if (reason != null) {
                judged.add(finding.as(Kind.DEVIATION, reason));
            } else if (isParked(finding, sourceKey, parked)) {
                judged.add(finding.as(Kind.PARKED, "a change of it is put aside: gangway parked list"));
            } else {
                judged.add(finding);
            }
        }
        return judged;
    }

    /** Those of these rows of one table that are not as in the source by a documented rule, each with the rule. */
    public Map<Finding, String> deviations(String table, List<Finding> findings) {
        return cleaning.reasons(table, findings);
    }

    static boolean isParked(Finding finding, List<String> sourceKey, Set<String> parked) {
        boolean named = finding.sourceKey().size() == sourceKey.size();
        return parked.contains(finding.key())
                || (named && parked.contains(SourceKey.text(sourceKey, finding.sourceKey())));
    }

    /** Missing rows of which another one with equal values in some columns is kept, by the rules. */
    private Map<Finding, String> repeated(TablePlan plan, List<Finding> findings) {
        if (plan.keepFirst().isEmpty()) {
            return Map.of();
        }
        List<String> columns = List.copyOf(plan.keepFirst());
        List<Finding> missing = findings.stream()
                .filter(finding -> finding.kind() == Kind.MISSING && finding.expected() != null)
                .toList();
        Map<Finding, String> reasons = new HashMap<>();
        for (int from = 0; from < missing.size(); from += BLOCK) {
            List<Finding> block = missing.subList(from, Math.min(from + BLOCK, missing.size()));
            Set<String> kept = kept(plan, columns, block);
            for (Finding finding : block) {
                Row row = finding.expected();
                if (row != null && kept.contains(values(row, columns))) {
                    reasons.put(finding, "only one of the rows with its " + String.join(", ", columns) + " is kept");
                }
            }
        }
        return reasons;
    }

    private Set<String> kept(TablePlan plan, List<String> columns, List<Finding> block) {
        var sql = new RowSql(target.flavor(), names, MAX_STATEMENT_BYTES);
        var layout = new Layout(plan.target().name(), columns);
        var wanted = new ArrayList<Row>();
        for (Finding finding : block) {
            Row row = finding.expected();
            if (row != null) {
                wanted.add(Row.full(layout, columns.stream().map(row::get).toArray()));
            }
        }
        List<Column> read = columns.stream()
                .map(name -> plan.target().column(name).orElseThrow())
                .toList();
        var rows =
                new TableRows(names.apply(plan.target().name()), plan.target().name(), read);
        var kept = new HashSet<String>();
        try (Connection connection = target.open()) {
            rows.read(connection, sql.condition(plan.target(), wanted)).forEach(row -> kept.add(values(row, columns)));
        } catch (SQLException e) {
            throw SqlErrors.translate(e, target.config(), "looking for rows that are kept");
        }
        return kept;
    }

    private static String values(Row row, List<String> columns) {
        var values = new ArrayList<String>();
        for (String column : columns) {
            @Nullable String text = row.text(column);
            values.add(text == null ? "" : text.toLowerCase(Locale.ROOT).stripTrailing());
        }
        return String.join("\u0000", values);
    }
}
