package dev.gangway.bulkloader.orphan;

import dev.gangway.bulkloader.copy.BatchMapper;
import dev.gangway.bulkloader.copy.CopyTask;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.BulkConfig;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Schema;
import dev.gangway.mysql.connect.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Leaves rows without a parent out of the load, and rows that hang on them: they are parked with the foreign key as their
 * reason. Which parents are missing is asked once, before the first row; rows that lose their parent later are carried. Does
 * nothing unless the configuration says {@code orphans="park"}. Immutable and thread-safe.
 */
public final class OrphanFilter {
    /** How the reason of every orphan begins. */
    static final String BECAUSE = "its parent in ";

    private final Map<String, List<MissingParents>> byTable;

    private OrphanFilter(Map<String, List<MissingParents>> byTable) {
        this.byTable = byTable;
    }

    /** The filter that the configuration asks for. */
    public static OrphanFilter of(StepContext context) throws SQLException {
        if (context.config().bulk().orphans() != BulkConfig.Orphans.PARK) {
            return new OrphanFilter(Map.of());
        }
        return of(context.source(), context.sourceSchema());
    }

    static OrphanFilter of(Database source, Schema schema) throws SQLException {
        var byTable = new LinkedHashMap<String, List<MissingParents>>();
        for (MissingParents missing : new MissingParentFinder(source, schema).find()) {
            byTable.computeIfAbsent(missing.relation().child().name(), table -> new ArrayList<>())
                    .add(missing);
        }
        return new OrphanFilter(byTable);
    }

    /** The tables of which rows stay behind. */
    public Set<String> tables() {
        return Set.copyOf(byTable.keySet());
    }

    /** The task, parking the orphans of its table; the task itself when there are none. */
    public CopyTask around(CopyTask task) {
        List<MissingParents> missing = byTable.get(task.source().name());
        if (missing == null) {
            return task;
        }
        return new CopyTask(
                task.source(),
                task.target(),
                task.keepFirst(),
                task.sideTables(),
                (rows, losses) -> map(rows, losses, missing, task.mapper()));
    }

    private static List<MappedRow> map(
            List<Row> rows, LossCounter losses, List<MissingParents> missing, BatchMapper mapper) {
        List<@Nullable String> reasons =
                rows.stream().map(row -> reason(row, missing)).collect(Collectors.toCollection(ArrayList::new));
        var kept = new ArrayList<Row>();
        for (int i = 0; i < rows.size(); i++) {
            if (reasons.get(i) == null) {
                kept.add(rows.get(i));
            }
        }
        var mapped = mapper.map(kept, losses).iterator();
        var results = new ArrayList<MappedRow>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            String reason = reasons.get(i);
            results.add(reason == null ? mapped.next() : new MappedRow(rows.get(i), List.of(), reason));
        }
        return results;
    }

    private static @Nullable String reason(Row row, List<MissingParents> missing) {
        for (MissingParents parents : missing) {
            if (parents.isNamedBy(row)) {
                return BECAUSE + parents.relation().key().referencedTable()
                        + " does not exist or stays behind (foreign key "
                        + parents.relation().key().name() + ")";
            }
        }
        return null;
    }
}
