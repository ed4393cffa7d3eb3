package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.handler.urlrewrite.UrlRewriteHandler;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks whether a commerce shop's rewrites can be made and written: whether the tables are those that are known, then whether
 * no two rewrites want the same path. For the latter they are put together in a table of the state schema, which is dropped
 * again, and the schema with it when there was none: no right is needed that a load does not need.
 */
final class RewriteCheck {
    private final StepContext context;
    private final RewriteFormat format;
    private final List<IntegrityFinding> findings = new ArrayList<>();

    RewriteCheck(StepContext context, RewriteFormat format) {
        this.context = context;
        this.format = format;
    }

    List<IntegrityFinding> findings() throws SQLException {
        findTables();
        if (findings.isEmpty()) {
            findConflicts();
        }
        return findings;
    }

    private void findTables() {
        Schema source = context.sourceSchema();
        Schema target = context.targetSchema();
        format.columns().forEach((table, columns) -> check(source, Side.SOURCE, table, columns));
        format.furtherTables().stream()
                .filter(table -> !source.has(table))
                .forEach(table -> missing(Side.SOURCE, table));
        check(target, Side.DESTINATION, RewriteTarget.TABLE, Set.copyOf(UrlRewriteStep.TARGET_COLUMNS));
        for (UrlKeys.Of of : UrlKeys.Of.values()) {
            String link = target.table(of.target()).map(UrlKeys::link).orElse("entity_id");
            Set<String> columns = Set.of("value_id", "attribute_id", "store_id", link, "value");
            check(target, Side.DESTINATION, of.target(), columns);
        }
        if (!target.has(UrlRewriteHandler.PRODUCT_CATEGORY)) {
            missing(Side.DESTINATION, UrlRewriteHandler.PRODUCT_CATEGORY);
        }
    }

    private void missing(Side side, String table) {
        findings.add(new IntegrityFinding(IntegrityFinding.Kind.DOCUMENT_MISSING, side, table, List.of()));
    }

    private void check(Schema schema, Side side, String name, Set<String> columns) {
        Table table = schema.table(name).orElse(null);
        if (table == null) {
            missing(side, name);
            return;
        }
        var lacking = new TreeSet<>(columns);
        table.columnNames().forEach(lacking::remove);
        if (!lacking.isEmpty()) {
            findings.add(new IntegrityFinding(IntegrityFinding.Kind.FIELD_MISSING, side, name, List.copyOf(lacking)));
        }
        var unknown = new TreeSet<>(table.columnNames());
        unknown.removeAll(columns);
        if (!unknown.isEmpty()) {
            findings.add(
                    new IntegrityFinding(IntegrityFinding.Kind.FIELD_NOT_MAPPED, side, name, List.copyOf(unknown)));
        }
    }

    private void findConflicts() throws SQLException {
        String conflicts = inState();
        if (conflicts.isEmpty()) {
            return;
        }
        if (context.config().options().isOn(OptionName.AUTO_RESOLVE_URLREWRITE_DUPLICATES)) {
            context.run().listener().warning("Url rewrites that share a path get a suffix: " + conflicts);
            return;
        }
        findings.add(new IntegrityFinding(
                IntegrityFinding.Kind.INCOMPATIBLE_DATA,
                Side.SOURCE,
                RewriteFormat.REWRITE,
                List.of("request paths that several rewrites have: " + conflicts
                        + "; change them in Magento 1, or set option "
                        + OptionName.AUTO_RESOLVE_URLREWRITE_DUPLICATES.word())));
    }

    /** A load that starts meanwhile finds the state locked, so it never works with a state that is about to go. */
    private String inState() throws SQLException {
        StateSchema state = context.run().state();
        if (state.exists()) {
            return alone(state);
        }
        try (RunLock load = RunLock.take(state, "load")) {
            boolean existed = state.exists();
            state.open();
            try {
                return alone(state);
            } finally {
                if (!existed && load.isHeld()) {
                    state.drop();
                }
            }
        }
    }

    /** Two checks at the same time would share the table. */
    private String alone(StateSchema state) throws SQLException {
        try (RunLock check = RunLock.take(state, "check");
                Connection connection = context.target().open()) {
            String collation = WorkTable.collation(
                    connection,
                    context.target().config().name(),
                    context.target().table(RewriteTarget.TABLE));
            connection.setCatalog(state.name());
            var work = new WorkTable(connection, context.target().flavor(), WorkTable.SCRATCH, 0);
            work.create(collation);
            try {
                collect(work);
                return new PathConflicts(work).describe();
            } finally {
                work.drop();
            }
        }
    }

    private void collect(WorkTable work) throws SQLException {
        var collector = new RewriteCollector(context, format);
        var unheard = new PieceLosses();
        work.connection().setAutoCommit(false);
        for (RewritePart part : collector.parts()) {
            collector.collect(part, Keys.ALL, work, unheard);
            work.connection().commit();
        }
        collector.collectPages(work, unheard);
        work.connection().commit();
        work.connection().setAutoCommit(true);
    }
}
