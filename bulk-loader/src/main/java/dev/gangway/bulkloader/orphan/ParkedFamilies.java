package dev.gangway.bulkloader.orphan;

import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.change.SourceKey;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.plan.ChangeMapper;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.ReferentialAction;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.read.Values;
import dev.gangway.mysql.state.ParkedChange;
import dev.gangway.mysql.state.ParkedStore;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes out of the target what hangs on rows that it has refused, and parks it with them, down to the last level: an order
 * without its row has no items there either. Children whose foreign key becomes NULL with their parent stay, as they would when
 * the parent is deleted. Every step ends with it, since a family's rows come with several; repeating it changes nothing.
 */
public final class ParkedFamilies {
    private static final int BLOCK = 500;
    private static final int STATEMENT_BYTES = 1 << 20;

    private final StepContext context;
    private final MigrationPlan plan;
    private final ChangeMapper mapper;
    private final ParkedStore store;
    private final RowSql sql;
    private final RowSql ofSource;
    private final List<Relation> relations;
    private final Connection source;
    private final Connection target;
    private final Deque<Family> open = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();

    /** Rows of one source table that the target does not get, with at least their keys. */
    private record Family(Table table, List<Row> rows) {}

    private ParkedFamilies(StepContext context, Connection source, Connection target) {
        this.context = context;
        this.source = source;
        this.target = target;
        this.plan = context.run().plan();
        this.mapper = new ChangeMapper(plan, context.lookups());
        this.store = new ParkedStore(context.run().state());
        this.sql = new RowSql(context.target().flavor(), context.run().state().names(), STATEMENT_BYTES);
        this.ofSource =
                new RowSql(context.source().flavor(), context.source().config().prefix(), STATEMENT_BYTES);
        this.relations = Relation.of(context.sourceSchema()).stream()
                .filter(relation -> relation.key().onDelete() != ReferentialAction.SET_NULL)
                .filter(relation -> !plan.routes(relation.child().name()).isEmpty())
                .toList();
    }

    /** Does so for all rows that the load has parked up to now, in one transaction. */
    public static void takeAlong(StepContext context) {
        context.transactions().run("leaving out what hangs on parked rows", target -> {
            Map<String, List<String>> refused = new ParkedStore(context.run().state())
                    .keysOfLoad(target, List.of(CopiedRows.TAKEN_ALONG, OrphanFilter.BECAUSE));
            if (refused.isEmpty()) {
                return false;
            }
            try (Connection source = context.source().open()) {
                new ParkedFamilies(context, source, target).follow(refused);
            }
            return true;
        });
    }

    private void follow(Map<String, List<String>> refused) throws SQLException {
        for (Map.Entry<String, List<String>> keys : refused.entrySet()) {
            Table table = context.sourceSchema().table(keys.getKey()).orElse(null);
            if (table != null) {
                keys.getValue().forEach(key -> seen.add(table.name() + " " + key));
                open.add(new Family(table, absent(table, keys.getValue())));
            }
        }
        while (!open.isEmpty()) {
            followDown(open.removeFirst());
        }
    }

    /** Those that the target has no row of: another one with the same key keeps its children. */
    private List<Row> absent(Table table, List<String> keys) throws SQLException {
        Layout layout = Layout.of(table);
        var absent = new ArrayList<Row>();
        for (String key : keys) {
            Row row = new Row(layout);
            SourceKey.parse(key).forEach(row::set);
            if (!table.identity().isEmpty() && !isThere(table.name(), row)) {
                absent.add(row);
            }
        }
        return absent;
    }

    private boolean isThere(String table, Row key) throws SQLException {
        for (var route : plan.routes(table)) {
            if (!route.isShadow() && !route.table().key().isEmpty()) {
                Table to = route.table().target();
                String where = sql.condition(to, route.table().mapSetFields(key));
                if (Statements.queryLong(target, "SELECT COUNT(*) FROM " + sql.name(to.name()) + " WHERE " + where)
                        > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private void followDown(Family family) throws SQLException {
        for (Relation relation : relations) {
            if (!relation.key().referencedTable().equals(family.table().name())) {
                continue;
            }
            for (int from = 0; from < family.rows().size(); from += BLOCK) {
                int to = Math.min(from + BLOCK, family.rows().size());
                takeChildren(relation, family.table(), family.rows().subList(from, to));
            }
        }
    }

    private void takeChildren(Relation relation, Table parent, List<Row> parents) throws SQLException {
        Table child = relation.child();
        var taken = new ArrayList<Row>();
        var parked = new ArrayList<ParkedChange>();
        String query = "SELECT " + Values.selectList(child.columns())
                + relation.childrenOf(context.source(), ofSource.condition(parent, parents));
        try (RowStream rows = RowStream.open(source, query, Layout.of(child), Values.kinds(child))) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                String key = SourceKey.text(child.identity(), row);
                if (!key.isEmpty() && seen.add(child.name() + " " + key)) {
                    taken.add(key(child, row));
                    if (remove(child.name(), row) > 0) {
                        parked.add(parked(relation, key));
                    }
                }
            }
        }
        store.park(target, parked);
        open.add(new Family(child, taken));
    }

    /** What has to be kept of a row to find its children. */
    private static Row key(Table table, Row row) {
        Row key = new Row(row.layout());
        table.identity().forEach(field -> key.set(field, row.get(field)));
        return key;
    }

    private long remove(String table, Row row) throws SQLException {
        long removed = 0;
        for (Delete delete : mapper.rowsOf(table, row)) {
            Table to = plan.target().table(delete.table()).orElseThrow();
            for (RowSql.Statement statement : sql.deletes(to, List.of(delete.key()))) {
                removed += Statements.execute(target, statement.sql());
            }
        }
        return removed;
    }

    private static ParkedChange parked(Relation relation, String key) {
        var origin = new ParkedChange.Origin(relation.child().name(), key, CopiedRows.POSITION_OF_PARKED);
        String reason = CopiedRows.TAKEN_ALONG + relation.key().referencedTable() + ", which is parked (foreign key "
                + relation.key().name() + ")";
        return ParkedChange.of(origin, new ParkedChange.Cause(ErrorCode.ROW_REJECTED.name(), reason, ""), new byte[0]);
    }
}
