package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.read.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Copies url keys, which commerce shops keep in tables of their own, to the other values of products and categories; existing
 * values are replaced. A key gets the suffix that a rewrite of the same entity and store got. Where only stores with a suffix
 * have no key of their own, they get the common key with the suffix.
 */
final class UrlKeys {
    private static final int BATCH = 1_000;

    private final StepContext context;
    private final PathSuffixes suffixes;

    UrlKeys(StepContext context, PathSuffixes suffixes) {
        this.context = context;
        this.suffixes = suffixes;
    }

    static String link(Table values) {
        return values.hasColumn("row_id") ? "row_id" : "entity_id";
    }

    void copy(String entityType, String keyTable, String valueTable) throws SQLException {
        Table source = context.table(Side.SOURCE, keyTable);
        Table target = context.table(Side.DESTINATION, valueTable);
        String link = link(target);
        var layout = new Layout(valueTable, List.of("attribute_id", "store_id", link, "value"));
        String query = "SELECT " + Values.selectList(source.columns()) + " FROM "
                + RewriteCollector.names(context).apply(keyTable) + " ORDER BY entity_id, attribute_id, store_id";
        try (Connection reading = context.source().open();
                Connection writing = context.target().open();
                RowStream keys = RowStream.open(reading, query, Layout.of(source), Values.kinds(source))) {
            writing.setAutoCommit(false);
            var batch = new ArrayList<Row>();
            for (Row key = keys.next(); key != null; key = keys.next()) {
                batch.addAll(values(entityType, key, layout));
                if (batch.size() >= BATCH) {
                    write(writing, target, link, batch);
                }
            }
            write(writing, target, link, batch);
        }
    }

    /** In key order the common key comes first, so that a store's own key replaces what was made of the common one. */
    private void write(Connection connection, Table target, String link, List<Row> batch) throws SQLException {
        if (!batch.isEmpty()) {
            context.writer().upsert(connection, target, List.of("attribute_id", "store_id", link), batch);
        }
        connection.commit();
        batch.clear();
    }

    private List<Row> values(String entityType, Row key, Layout layout) {
        String id = String.valueOf(key.text("entity_id"));
        String store = String.valueOf(key.text("store_id"));
        Map<String, String> ofStores = suffixes.ofEntity(entityType, id);
        var rows = new ArrayList<Row>();
        rows.add(value(key, layout, store, ofStores.get(store)));
        if (store.equals("0")) {
            ofStores.forEach((other, hash) -> {
                if (!other.equals("0")) {
                    rows.add(value(key, layout, other, hash));
                }
            });
        }
        return rows;
    }

    private static Row value(Row key, Layout layout, String store, @org.jspecify.annotations.Nullable String hash) {
        var row = new Row(layout);
        row.set("attribute_id", key.get("attribute_id"));
        row.set("store_id", store);
        row.set(layout.fields().get(2), key.get("entity_id"));
        String value = key.text("value");
        row.set("value", hash == null || value == null ? value : value + "-" + hash);
        return row;
    }
}
