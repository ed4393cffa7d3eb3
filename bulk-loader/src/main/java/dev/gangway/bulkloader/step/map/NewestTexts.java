package dev.gangway.bulkloader.step.map;

import dev.gangway.bulkloader.copy.BatchMapper;
import dev.gangway.bulkloader.copy.CopyTask;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.core.schema.UniqueKey;
import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Of several texts that one option or attribute has in one store keeps the newest, the one with the highest number, where the
 * target takes only one: Magento 1's tables allow several, Magento 2's since 2.4.8 do not. The others are listed with their
 * keys. Asks the source once, before the first row; later ones are parked like every row that the target refuses. Immutable.
 */
final class NewestTexts {
    private static final Set<String> TABLES = Set.of("eav_attribute_option_value", "eav_attribute_label");
    private static final String REASON = "row left out: a newer text of the same store replaces it";

    private final Map<String, Set<String>> older;

    private NewestTexts(Map<String, Set<String>> older) {
        this.older = older;
    }

    static NewestTexts of(StepContext context) throws SQLException {
        var older = new LinkedHashMap<String, Set<String>>();
        for (TablePlan plan : context.run().plan().tables(StepKind.MAP)) {
            Optional<List<String>> columns = columns(plan);
            if (columns.isPresent()) {
                Set<String> found = older(context, plan.source(), columns.get());
                found.forEach(key -> context.losses()
                        .countKey(
                                plan.target().name(),
                                "",
                                REASON,
                                plan.source().primaryKey().get(0) + "=" + key));
                older.put(plan.source().name(), found);
            }
        }
        return new NewestTexts(older);
    }

    /** True for tables of which rows may be read and not written. */
    static boolean mayLeaveOut(TablePlan plan) {
        return columns(plan).isPresent();
    }

    /** The source's columns in which the target's rows must differ and the source's need not. */
    private static Optional<List<String>> columns(TablePlan plan) {
        if (!TABLES.contains(plan.source().name()) || plan.source().primaryKey().size() != 1) {
            return Optional.empty();
        }
        List<Set<String>> known = sets(plan.source());
        return plan.target().uniqueKeys().stream()
                .map(UniqueKey::columns)
                .filter(key -> key.stream().allMatch(plan.source()::hasColumn))
                .filter(key -> !known.contains(Set.copyOf(key)))
                .findFirst();
    }

    private static List<Set<String>> sets(Table table) {
        return table.uniqueKeys().stream().map(key -> Set.copyOf(key.columns())).toList();
    }

    private static Set<String> older(StepContext context, Table table, List<String> columns) throws SQLException {
        String name = Identifiers.quote(context.source().table(table.name()));
        String key = Identifiers.quote(table.primaryKey().get(0));
        var query = new StringBuilder(
                "SELECT o." + key + " FROM " + name + " o JOIN " + name + " n ON n." + key + " > o." + key);
        columns.forEach(column -> query.append(" AND n.")
                .append(Identifiers.quote(column))
                .append(" = o.")
                .append(Identifiers.quote(column)));
        var found = new HashSet<String>();
        try (Connection connection = context.source().open();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query.toString())) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    /** The task without the older texts; the task itself when its table has none. */
    CopyTask around(CopyTask task) {
        Set<String> left = older.getOrDefault(task.source().name(), Set.of());
        if (left.isEmpty()) {
            return task;
        }
        var mapper =
                new WithoutOlder(task.mapper(), left, task.source().primaryKey().get(0));
        return new CopyTask(task.source(), task.target(), task.keepFirst(), task.sideTables(), mapper);
    }

    private record WithoutOlder(BatchMapper mapper, Set<String> older, String key) implements BatchMapper {

        @Override
        public List<Row> select(List<Row> rows) {
            return mapper.select(rows).stream()
                    .filter(row -> !older.contains(String.valueOf(row.text(key))))
                    .toList();
        }

        @Override
        public List<MappedRow> map(List<Row> rows, LossCounter losses) {
            return mapper.map(rows, losses);
        }
    }
}
