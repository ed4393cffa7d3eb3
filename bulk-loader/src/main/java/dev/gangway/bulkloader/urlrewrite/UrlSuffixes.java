package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.bulkloader.step.SmallTables;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Side;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What product and category paths end with, by store: the store's own setting, else its website's, else the common one, else
 * {@code .html}. A setting without a leading dot gets one; an empty setting means no suffix. Immutable.
 */
final class UrlSuffixes {
    private static final String OTHERWISE = ".html";
    private static final String PATH = "catalog/seo/%s_url_suffix";

    private final Map<String, String> byTypeAndStore = new HashMap<>();
    private final List<String> stores;

    UrlSuffixes(List<Row> stores, List<Row> settings) {
        var values = new HashMap<String, String>();
        for (Row row : settings) {
            String value = row.text("value");
            values.put(row.text("path") + " " + row.text("scope") + " " + row.text("scope_id"), dotted(value));
        }
        for (Row store : stores) {
            for (String type : List.of("product", "category")) {
                String path = PATH.formatted(type);
                String common = values.getOrDefault(path + " default 0", OTHERWISE);
                String ofWebsite = values.getOrDefault(path + " websites " + store.text("website_id"), common);
                String id = store.text("store_id");
                byTypeAndStore.put(type + id, values.getOrDefault(path + " stores " + id, ofWebsite));
            }
        }
        this.stores = stores.stream()
                .map(store -> String.valueOf(store.text("store_id")))
                .filter(id -> !id.equals("0"))
                .toList();
        byTypeAndStore.remove("product0");
        byTypeAndStore.remove("category0");
    }

    static UrlSuffixes read(StepContext context) throws SQLException {
        var tables = new SmallTables(context);
        return new UrlSuffixes(tables.read(Side.SOURCE, "core_store"), tables.read(Side.SOURCE, "core_config_data"));
    }

    private static String dotted(@Nullable String value) {
        return value == null || value.isEmpty() ? "" : value.startsWith(".") ? value : "." + value;
    }

    /** The suffix; {@code .html} for store 0 and stores that do not exist. */
    String of(RewriteQueries.Suffix suffix, @Nullable String store) {
        return switch (suffix) {
            case NONE -> "";
            case PRODUCT -> byTypeAndStore.getOrDefault("product" + store, OTHERWISE);
            case CATEGORY -> byTypeAndStore.getOrDefault("category" + store, OTHERWISE);
        };
    }

    /** Ids of all stores but the administrator's. */
    List<String> stores() {
        return stores;
    }
}
