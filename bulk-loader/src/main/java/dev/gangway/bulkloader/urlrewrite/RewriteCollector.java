package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.handler.urlrewrite.CustomTarget;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.read.RowStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rewrites of a commerce shop into a work table, reading the source as a stream and writing in batches. The source is
 * only read, over a connection for each call.
 */
final class RewriteCollector {
    private static final int BATCH = 1_000;

    private final StepContext context;
    private final RewriteQueries queries;
    private final UrlSuffixes suffixes;
    private final List<RewritePart> parts;
    private final boolean strict;
    private final CustomTarget custom;

    RewriteCollector(StepContext context, RewriteFormat format) throws SQLException {
        this.context = context;
        this.queries = new RewriteQueries(format, names(context));
        this.suffixes = UrlSuffixes.read(context);
        this.parts = RewritePart.all(format, queries);
        this.strict = context.environment().compatibility() == Compatibility.STRICT;
        this.custom = CustomTarget.lookup().get(context.lookups());
    }

    /** All parts but the pages, in the order in which they must be collected. */
    List<RewritePart> parts() {
        return parts;
    }

    /** How the ids are cut of which parts are made: slices of {@code size} ids. */
    Map<RewritePart.By, List<ChunkRange>> slices(int size) {
        return reading("cutting url rewrites into pieces", source -> {
            var slices = new LinkedHashMap<RewritePart.By, List<ChunkRange>>();
            for (RewritePart.By by : RewritePart.By.values()) {
                slices.put(by, Keys.slices(source, queries.ids(by), size));
            }
            return slices;
        });
    }

    /** Collects what a part makes of some keys. */
    void collect(RewritePart part, Keys keys, WorkTable work, PieceLosses losses) throws SQLException {
        RewriteQueries.Query query = part.query().apply(keys);
        try (Connection source = context.source().open();
                RowStream rows = open(source, query)) {
            List<Row> batch = next(rows, query.suffix(), losses);
            while (!batch.isEmpty()) {
                if (part.action() == RewritePart.Action.REMOVE) {
                    work.remove(batch);
                } else {
                    work.add(batch, losses.written());
                }
                batch = next(rows, query.suffix(), losses);
            }
        }
    }

    /** Collects the pages; everything else must be there. */
    void collectPages(WorkTable work, PieceLosses losses) throws SQLException {
        var pages = new PageRewrites(work, suffixes.stores(), strict);
        List<PageRewrites.Shown> shown =
                reading("reading CMS pages", source -> PageRewrites.read(source, queries.pages()));
        pages.add(shown, losses);
    }

    private RowStream open(Connection source, RewriteQueries.Query query) {
        try {
            return RowStream.open(source, query.sql(), WorkTable.LAYOUT, WorkTable.kinds());
        } catch (SQLException e) {
            throw SqlErrors.translate(e, context.source().config(), "reading url rewrites");
        }
    }

    private List<Row> next(RowStream rows, RewriteQueries.Suffix suffix, PieceLosses losses) {
        var batch = new ArrayList<Row>(BATCH);
        try {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                complete(row, suffix, losses);
                batch.add(row);
                if (batch.size() == BATCH) {
                    break;
                }
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, context.source().config(), "reading url rewrites");
        }
        return batch;
    }

    private void complete(Row row, RewriteQueries.Suffix suffix, PieceLosses losses) {
        String path = row.text("request_path") + suffixes.of(suffix, row.text("store_id"));
        if (path.codePointCount(0, path.length()) > WorkTable.LONGEST_PATH) {
            losses.cutPath();
            path = path.substring(0, path.offsetByCodePoints(0, WorkTable.LONGEST_PATH));
        }
        row.set("request_path", path);
        if (!strict && "custom".equals(row.text("entity_type")) && !leadsToCatalog(row)) {
            custom.mend(row, row, reason -> losses.leadsNowhere());
        }
    }

    /** Rewrites of products and categories get their target from those when they are written. */
    private static boolean leadsToCatalog(Row row) {
        return isPresent(row.text("product_id")) || isPresent(row.text("category_id"));
    }

    private static boolean isPresent(@Nullable String id) {
        return id != null && !id.equals("0");
    }

    /** Work on the source. */
    @FunctionalInterface
    private interface Reading<T> {
        T on(Connection source) throws SQLException;
    }

    /** A failure here is the source's, wherever it is called from. */
    private <T> T reading(String doing, Reading<T> reading) {
        try (Connection source = context.source().open()) {
            return reading.on(source);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, context.source().config(), doing);
        }
    }

    /** The quoted real name of a source table. */
    static UnaryOperator<String> names(StepContext context) {
        return table -> Identifiers.quote(context.source().table(table));
    }
}
