package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.read.Values;
import dev.gangway.mysql.write.NullCoercion;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies url keys, which commerce shops keep in tables of their own, to the other values of products or categories; existing
 * values are replaced. A key gets the suffix that a rewrite of the same entity and store got. Where only stores with a suffix
 * have no key of their own, they get the common key with the suffix.
 */
final class UrlKeys {
    private static final int BATCH = 1_000;
    private static final int STATEMENT_BYTES = 4 << 20;

    /** Where an entity type's keys come from and where they go. */
    enum Of {
        CATEGORY("category", RewriteFormat.CATEGORY_KEY, "catalog_category_entity_varchar"),
        PRODUCT("product", RewriteFormat.PRODUCT_KEY, "catalog_product_entity_varchar");

        private final String entityType;
        private final String source;
        private final String target;

        Of(String entityType, String source, String target) {
            this.entityType = entityType;
            this.source = source;
            this.target = target;
        }

        String source() {
            return source;
        }

        String target() {
            return target;
        }
    }

    private final StepContext context;
    private final PathSuffixes suffixes;
    private final Of of;
    private final Table source;
    private final Table target;
    private final Layout layout;

    UrlKeys(StepContext context, PathSuffixes suffixes, Of of) {
        this.context = context;
        this.suffixes = suffixes;
        this.of = of;
        this.source = context.table(Side.SOURCE, of.source());
        this.target = context.table(Side.DESTINATION, of.target());
        this.layout = new Layout(of.target(), List.of("attribute_id", "store_id", link(target), "value"));
    }

    static String link(Table values) {
        return values.hasColumn("row_id") ? "row_id" : "entity_id";
    }

    /** Slices of the entities that have keys. */
    static List<ChunkRange> slices(StepContext context, Of of, int size) {
        String ids = "SELECT DISTINCT entity_id FROM "
                + RewriteCollector.names(context).apply(of.source()) + " ORDER BY entity_id";
        try (Connection connection = context.source().open()) {
            return Keys.slices(connection, ids, size);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, context.source().config(), "cutting url keys into pieces");
        }
    }

    /** Copies the keys of a slice of entities; returns how many there are. May be repeated. */
    long copy(Connection writing, ChunkRange range, PieceLosses losses) throws SQLException {
        String query = "SELECT " + Values.selectList(source.columns()) + " FROM "
                + RewriteCollector.names(context).apply(of.source()) + " WHERE "
                + Keys.of(range).on("entity_id") + " ORDER BY entity_id, attribute_id, store_id";
        var sql =
                new RowSql(context.target().flavor(), context.target().config().prefix(), STATEMENT_BYTES);
        var writer = new RowWriter(sql, new NullCoercion(Clock.systemUTC()), losses.written());
        long count = 0;
        try (Connection reading = context.source().open();
                RowStream keys = RowStream.open(reading, query, Layout.of(source), Values.kinds(source))) {
            var batch = new ArrayList<Row>();
            for (Row key = next(keys); key != null; key = next(keys)) {
                count++;
                batch.addAll(values(key));
                if (batch.size() >= BATCH) {
                    write(writer, writing, batch);
                }
            }
            write(writer, writing, batch);
        }
        return count;
    }

    private @Nullable Row next(RowStream keys) {
        try {
            return keys.next();
        } catch (SQLException e) {
            throw SqlErrors.translate(e, context.source().config(), "reading url keys");
        }
    }

    /** In key order the common key comes first, so that a store's own key replaces what was made of the common one. */
    private void write(RowWriter writer, Connection connection, List<Row> batch) throws SQLException {
        if (!batch.isEmpty()) {
            writer.upsert(connection, target, List.of("attribute_id", "store_id", link(target)), batch);
            batch.clear();
        }
    }

    private List<Row> values(Row key) {
        String id = String.valueOf(key.text("entity_id"));
        String store = String.valueOf(key.text("store_id"));
        Map<String, String> ofStores = suffixes.ofEntity(of.entityType, id);
        var rows = new ArrayList<Row>();
        rows.add(value(key, store, ofStores.get(store)));
        if (store.equals("0")) {
            ofStores.forEach((other, hash) -> {
                if (!other.equals("0")) {
                    rows.add(value(key, other, hash));
                }
            });
        }
        return rows;
    }

    private Row value(Row key, String store, @Nullable String hash) {
        var row = new Row(layout);
        row.set("attribute_id", key.get("attribute_id"));
        row.set("store_id", store);
        row.set(link(target), key.get("entity_id"));
        String value = key.text("value");
        row.set("value", hash == null || value == null ? value : value + "-" + hash);
        return row;
    }
}
