package dev.gangway.testkit.compare;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says what counts as equal when two target databases are compared: the one place that lists tables nobody compares, columns
 * that hold the time of the run, and generated ids that depend on the order of reading.
 *
 * @param skippedTables tables whose name holds a match are left out
 * @param ignoredColumns {@code table.column}, left out
 * @param surrogateColumns {@code table.column}: rows are matched by all other columns instead
 */
public record ComparisonRules(Pattern skippedTables, Set<String> ignoredColumns, Set<String> surrogateColumns) {
    private static final Pattern TRANSIENT = Pattern.compile("(_cl|_replica|_tmp|_idx)$"
            + "|^(session|cache|cache_tag|flag|cron_schedule|mview_state|indexer_state|patch_list)$"
            + "|^(migration_backup_.*|m2_cl_.*)$");

    private static final Set<String> TIMES_OF_RUN =
            Set.of("core_config_data.updated_at", "importexport_importdata.updated_at");

    private static final Set<String> GENERATED = Set.of(
            "core_config_data.config_id",
            "catalog_category_product.entity_id",
            "inventory_source_item.source_item_id",
            "catalog_product_entity_tier_price.value_id",
            "catalog_product_entity_decimal.value_id",
            "catalog_product_entity_datetime.value_id",
            "catalog_product_entity_media_gallery_value.record_id");

    public ComparisonRules {
        ignoredColumns = Set.copyOf(ignoredColumns);
        surrogateColumns = Set.copyOf(surrogateColumns);
    }

    /** For two Magento 2 databases that were migrated from the same shop. */
    public static ComparisonRules migratedShops() {
        return new ComparisonRules(TRANSIENT, TIMES_OF_RUN, GENERATED);
    }

    /** The same where rewrites of pages were made anew meanwhile: their numbers are the server's own. */
    public ComparisonRules withNewPageRewrites() {
        var generated = new HashSet<>(surrogateColumns);
        generated.add("url_rewrite.url_rewrite_id");
        return new ComparisonRules(skippedTables, ignoredColumns, generated);
    }

    /** The same where the last step of a load was repeated: rows that it moves to another table get new numbers there. */
    public ComparisonRules withNewNumbersOfMovedValues() {
        var generated = new HashSet<>(surrogateColumns);
        generated.add("catalog_product_entity_varchar.value_id");
        return new ComparisonRules(skippedTables, ignoredColumns, generated);
    }

    boolean isCompared(String table) {
        return !skippedTables.matcher(table).find();
    }

    boolean isIgnored(String table, String column) {
        return ignoredColumns.contains(table + '.' + column);
    }

    boolean isSurrogate(String table, String column) {
        return surrogateColumns.contains(table + '.' + column);
    }
}
