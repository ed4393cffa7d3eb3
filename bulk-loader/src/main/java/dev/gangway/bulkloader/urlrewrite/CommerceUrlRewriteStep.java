package dev.gangway.bulkloader.urlrewrite;

import static dev.gangway.bulkloader.urlrewrite.RewriteFormat.CATEGORY_KEY;
import static dev.gangway.bulkloader.urlrewrite.RewriteFormat.PRODUCT_KEY;

import dev.gangway.bulkloader.step.RowCounts;
import dev.gangway.bulkloader.step.Step;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes Magento 2's url rewrites from those of a commerce shop since 1.13, which are kept per entity and not per page of the
 * shop. They are put together in a work table of the state schema and written from there; the source is only read. Repeated
 * from its beginning when it was interrupted.
 */
public final class CommerceUrlRewriteStep implements Step {
    private static final String CATEGORY_VALUES = "catalog_category_entity_varchar";
    private static final String PRODUCT_VALUES = "catalog_product_entity_varchar";

    private final RewriteFormat format;

    private CommerceUrlRewriteStep(RewriteFormat format) {
        this.format = format;
    }

    /** For Commerce 1.13.0.0 and 1.13.0.1. */
    public static CommerceUrlRewriteStep of11300() {
        return new CommerceUrlRewriteStep(RewriteFormat.SEPARATE_OWNERS);
    }

    /** For Commerce 1.13.0.2 to 1.14.4.5. */
    public static CommerceUrlRewriteStep of11410() {
        return new CommerceUrlRewriteStep(RewriteFormat.OWN_STORE);
    }

    @Override
    public List<IntegrityFinding> integrity(StepContext context) throws SQLException {
        var findings = new ArrayList<IntegrityFinding>();
        format.columns()
                .forEach((table, columns) -> check(context.sourceSchema(), Side.SOURCE, table, columns, findings));
        format.furtherTables().stream()
                .filter(table -> !context.sourceSchema().has(table))
                .forEach(table -> findings.add(missing(Side.SOURCE, table)));
        check(
                context.targetSchema(),
                Side.DESTINATION,
                RewriteTarget.TABLE,
                Set.copyOf(UrlRewriteStep.TARGET_COLUMNS),
                findings);
        for (String values : List.of(CATEGORY_VALUES, PRODUCT_VALUES)) {
            Table table = context.targetSchema().table(values).orElse(null);
            String link = table == null ? "entity_id" : UrlKeys.link(table);
            Set<String> columns = Set.of("value_id", "attribute_id", "store_id", link, "value");
            check(context.targetSchema(), Side.DESTINATION, values, columns, findings);
        }
        if (!context.targetSchema().has(RewriteMapper.PRODUCT_CATEGORY)) {
            findings.add(missing(Side.DESTINATION, RewriteMapper.PRODUCT_CATEGORY));
        }
        if (findings.isEmpty()) {
            findConflicts(context, findings);
        }
        return findings;
    }

    private static IntegrityFinding missing(Side side, String table) {
        return new IntegrityFinding(IntegrityFinding.Kind.DOCUMENT_MISSING, side, table, List.of());
    }

    private static void check(
            Schema schema, Side side, String name, Set<String> columns, List<IntegrityFinding> findings) {
        Table table = schema.table(name).orElse(null);
        if (table == null) {
            findings.add(missing(side, name));
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

    /** Writes nothing but a temporary table, which is gone when this returns. */
    private void findConflicts(StepContext context, List<IntegrityFinding> findings) throws SQLException {
        try (Connection connection = context.target().open()) {
            WorkTable work = collect(context, connection, true);
            String conflicts = new PathConflicts(work).describe();
            if (conflicts.isEmpty()) {
                return;
            }
            if (resolves(context)) {
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
    }

    private static boolean resolves(StepContext context) {
        return context.config().options().isOn(OptionName.AUTO_RESOLVE_URLREWRITE_DUPLICATES);
    }

    private WorkTable collect(StepContext context, Connection connection, boolean temporary) throws SQLException {
        String collation = WorkTable.collation(
                connection, context.target().config().name(), context.target().table(RewriteTarget.TABLE));
        if (!temporary) {
            connection.setCatalog(context.run().state().name());
        }
        WorkTable work = WorkTable.create(connection, context.target().flavor(), collation, temporary);
        var queries = new RewriteQueries(format, RewriteCollector.names(context));
        new RewriteCollector(context, queries, UrlSuffixes.read(context), work).collect();
        return work;
    }

    @Override
    public void data(StepContext context) throws SQLException {
        context.keep(List.of(RewriteTarget.TABLE, RewriteMapper.PRODUCT_CATEGORY, CATEGORY_VALUES, PRODUCT_VALUES));
        PathSuffixes suffixes;
        try (Connection connection = context.target().open()) {
            WorkTable work = collect(context, connection, false);
            suffixes = resolve(context, work);
            RewriteTarget target = target(context);
            connection.setCatalog(context.target().config().name());
            target.clear(connection);
            target.write(connection, work.lastId());
        }
        var keys = new UrlKeys(context, suffixes);
        keys.copy("category", CATEGORY_KEY, CATEGORY_VALUES);
        keys.copy("product", PRODUCT_KEY, PRODUCT_VALUES);
    }

    /** Shared paths that integrity let pass: because suffixes are wanted, or findings are accepted. */
    private static PathSuffixes resolve(StepContext context, WorkTable work) throws SQLException {
        var conflicts = new PathConflicts(work);
        boolean accepted = context.config().options().isOn(OptionName.AUTO_RESOLVE);
        if (!resolves(context) && !accepted) {
            String found = conflicts.describe();
            if (found.isEmpty()) {
                return new PathSuffixes();
            }
            throw new MigrationException(
                    ErrorCode.INTEGRITY_FAILED,
                    "Since the check url rewrites came to share request paths: " + found
                            + "; change them in Magento 1 and run again, or set option "
                            + OptionName.AUTO_RESOLVE_URLREWRITE_DUPLICATES.word());
        }
        PathSuffixes suffixes = conflicts.resolve(context.environment().compatibility() == Compatibility.STRICT);
        for (long i = 0; i < suffixes.rewrites(); i++) {
            context.losses().count(RewriteTarget.TABLE, "request_path", "another rewrite has the path: suffix added");
        }
        return suffixes;
    }

    private static RewriteTarget target(StepContext context) {
        return new RewriteTarget(table -> Identifiers.quote(context.target().table(table)), work(context));
    }

    private static String work(StepContext context) {
        return context.run().state().table(WorkTable.NAME);
    }

    @Override
    public List<String> volume(StepContext context) throws SQLException {
        long expected;
        try (Connection connection = context.target().open()) {
            expected = Statements.queryLong(connection, "SELECT COUNT(*) FROM " + work(context));
        }
        long found = RowCounts.of(context.target(), RewriteTarget.TABLE);
        return expected == found
                ? List.of()
                : List.of("Mismatch of entities in the document: " + RewriteTarget.TABLE + " Source: " + expected
                        + " Destination: " + found);
    }

    @Override
    public void rollback(StepContext context) throws SQLException {
        try (Connection connection = context.target().open()) {
            target(context).clear(connection);
        }
    }
}
