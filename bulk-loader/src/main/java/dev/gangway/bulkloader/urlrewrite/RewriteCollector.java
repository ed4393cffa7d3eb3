package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.read.RowStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Puts all rewrites of a commerce shop together in a work table, reading the source as a stream and writing in batches. */
final class RewriteCollector {
    private static final int BATCH = 1_000;
    private static final int LONGEST_PATH = 255;

    private final StepContext context;
    private final RewriteQueries queries;
    private final UrlSuffixes suffixes;
    private final WorkTable work;

    RewriteCollector(StepContext context, RewriteQueries queries, UrlSuffixes suffixes, WorkTable work) {
        this.context = context;
        this.queries = queries;
        this.suffixes = suffixes;
        this.work = work;
    }

    void collect() throws SQLException {
        try (Connection source = context.source().open()) {
            work.connection().setAutoCommit(false);
            for (RewriteQueries.Query query : queries.products(RewriteQueries.ALL)) {
                each(source, query, work::add);
            }
            for (RewriteQueries.Query query : queries.categories(RewriteQueries.ALL)) {
                each(source, query, work::add);
            }
            each(source, queries.redirectRewrites(), work::add);
            if (queries.hasRedirects()) {
                each(source, queries.redirects(), work::remove);
                each(source, queries.redirects(), work::add);
            }
            boolean strict = context.environment().compatibility() == Compatibility.STRICT;
            new PageRewrites(work, suffixes.stores(), strict).add(source, queries.pages());
            work.connection().commit();
            work.connection().setAutoCommit(true);
        }
    }

    @FunctionalInterface
    private interface Sink {
        void take(List<Row> rows) throws SQLException;
    }

    private void each(Connection source, RewriteQueries.Query query, Sink sink) throws SQLException {
        try (RowStream rows = RowStream.open(source, query.sql(), WorkTable.LAYOUT, WorkTable.kinds())) {
            var batch = new ArrayList<Row>(BATCH);
            for (Row row = rows.next(); row != null; row = rows.next()) {
                complete(row, query.suffix());
                batch.add(row);
                if (batch.size() == BATCH) {
                    sink.take(batch);
                    batch.clear();
                    work.connection().commit();
                }
            }
            if (!batch.isEmpty()) {
                sink.take(batch);
            }
        }
    }

    private void complete(Row row, RewriteQueries.Suffix suffix) {
        String path = row.text("request_path") + suffixes.of(suffix, row.text("store_id"));
        if (path.codePointCount(0, path.length()) > LONGEST_PATH) {
            context.losses().count(RewriteTarget.TABLE, "request_path", "TRUNCATED");
            path = path.substring(0, path.offsetByCodePoints(0, LONGEST_PATH));
        }
        row.set("request_path", path);
    }

    /** The quoted real name of a source table. */
    static java.util.function.UnaryOperator<String> names(StepContext context) {
        return table -> Identifiers.quote(context.source().table(table));
    }
}
