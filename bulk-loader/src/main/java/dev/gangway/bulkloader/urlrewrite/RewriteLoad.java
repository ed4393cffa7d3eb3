package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the rewrites of a commerce shop in stages, each of pieces with checkpoints: collects them in the work table, makes
 * shared paths different, writes them to the target, copies url keys. An interrupted load goes on at the piece and ends with
 * the rows, numbers included, that an uninterrupted one gives. One thread.
 */
final class RewriteLoad {
    private static final String PAGES = "pages";
    private static final String CONFLICTS = "shared paths";
    private static final String WRITE = RewriteTarget.TABLE;

    /** A product has rewrites in several stores and categories; each slice costs the source a join of all categories. */
    private static final int REWRITES_OF_ONE = 4;

    private final StepContext context;
    private final RewriteFormat format;
    private final Pieces pieces;

    RewriteLoad(StepContext context, RewriteFormat format) {
        this.context = context;
        this.format = format;
        this.pieces = new Pieces(context, RewriteFormat.REWRITE, WRITE);
    }

    void run() throws SQLException, InterruptedException {
        var collector = new RewriteCollector(context, format);
        if (!pieces.isPlanned(PAGES)) {
            begin(collector);
        }
        pieces.tell();
        long lastId = collect(collector);
        pieces.run(CONFLICTS, (connection, range, losses) -> {
            long givenWay = resolve(at(connection, lastId));
            losses.gaveWay(givenWay);
            return givenWay;
        });
        write(lastId);
        PathSuffixes suffixes = suffixes();
        for (UrlKeys.Of of : UrlKeys.Of.values()) {
            var keys = new UrlKeys(context, suffixes, of);
            pieces.run(of.source(), keys::copy);
        }
    }

    /** An empty work table, then the plan: when killed in between, this is done again. */
    private void begin(RewriteCollector collector) {
        pieces.forgetLosses();
        context.transactions().run("making the table in which url rewrites are put together", connection -> {
            String collation = WorkTable.collation(
                    connection,
                    context.target().config().name(),
                    context.target().table(RewriteTarget.TABLE));
            at(connection, 0).create(collation);
            return true;
        });
        int size = Math.max(1, context.config().bulk().chunkRows() / REWRITES_OF_ONE);
        Map<RewritePart.By, List<ChunkRange>> slices = new EnumMap<>(collector.slices(size));
        var stages = new LinkedHashMap<String, List<ChunkRange>>();
        collector.parts().forEach(part -> stages.put(part.name(), slices.getOrDefault(part.by(), List.of())));
        stages.put(PAGES, List.of(ChunkRange.ALL));
        stages.put(CONFLICTS, List.of(ChunkRange.ALL));
        for (UrlKeys.Of of : UrlKeys.Of.values()) {
            int keys = context.config().bulk().chunkRows();
            stages.put(of.source(), UrlKeys.slices(context, of, keys));
        }
        pieces.plan(stages);
    }

    /** Every row that is added takes a number, so a piece's first number is known from the pieces before it. */
    private long collect(RewriteCollector collector) throws InterruptedException {
        long before = 0;
        for (RewritePart part : collector.parts()) {
            long first = before;
            pieces.run(part.name(), (connection, range, losses) -> {
                WorkTable work = at(connection, first + pieces.rows(part.name()));
                long last = work.lastId();
                collector.collect(part, Keys.of(range), work, losses);
                return work.lastId() - last;
            });
            before += pieces.rows(part.name());
        }
        long first = before;
        pieces.run(PAGES, (connection, range, losses) -> {
            WorkTable work = at(connection, first);
            collector.collectPages(work, losses);
            return work.lastId() - first;
        });
        return before + pieces.rows(PAGES);
    }

    private WorkTable at(Connection connection, long lastId) throws SQLException {
        connection.setCatalog(context.run().state().name());
        return new WorkTable(connection, context.target().flavor(), WorkTable.NAME, lastId);
    }

    /** Shared paths that integrity let pass: because suffixes are wanted, or findings are accepted. */
    private long resolve(WorkTable work) throws SQLException {
        var conflicts = new PathConflicts(work);
        boolean accepted = context.config().options().isOn(OptionName.AUTO_RESOLVE)
                || context.config().options().isOn(OptionName.AUTO_RESOLVE_URLREWRITE_DUPLICATES);
        if (accepted) {
            return conflicts.resolve(context.environment().compatibility() == Compatibility.STRICT);
        }
        String found = conflicts.describe();
        if (!found.isEmpty()) {
            pieces.forget(); // what is changed in Magento 1 must be collected anew
            throw new MigrationException(
                    ErrorCode.INTEGRITY_FAILED,
                    "Since the check url rewrites came to share request paths: " + found
                            + "; change them in Magento 1 and run again, or set option "
                            + OptionName.AUTO_RESOLVE_URLREWRITE_DUPLICATES.word());
        }
        return 0;
    }

    private PathSuffixes suffixes() throws SQLException {
        try (Connection connection = context.target().open()) {
            return PathSuffixes.read(at(connection, 0));
        }
    }

    private void write(long lastId) throws SQLException, InterruptedException {
        if (!pieces.isPlanned(WRITE)) {
            int size = context.config().bulk().chunkRows();
            pieces.plan(Map.of(WRITE, RewriteTarget.ranges(lastId, size)));
        }
        RewriteTarget target = target(context);
        if (!pieces.isEmptied(WRITE)) {
            try (Connection connection = context.target().open()) {
                target.clear(connection);
            }
            pieces.markEmptied(WRITE);
        }
        pieces.run(WRITE, (connection, range, losses) -> target.write(connection, range, losses.written()));
    }

    /** Takes back what was written; what was collected stays, so that a rerun goes on with writing. */
    void takeBack() throws SQLException {
        if (pieces.isPlanned(WRITE)) {
            pieces.plan(Map.of(WRITE, pieces.ranges(WRITE)));
        }
        try (Connection connection = context.target().open()) {
            target(context).clear(connection);
        }
    }

    private static RewriteTarget target(StepContext context) {
        return new RewriteTarget(table -> Identifiers.quote(context.target().table(table)), workTable(context));
    }

    private static String workTable(StepContext context) {
        return context.run().state().table(WorkTable.NAME);
    }

    /** How many rewrites there must be. */
    static long collected(StepContext context) throws SQLException {
        try (Connection connection = context.target().open()) {
            return Statements.queryLong(connection, "SELECT COUNT(*) FROM " + workTable(context));
        }
    }
}
