package dev.gangway.core.handler.urlrewrite;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.SideTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a row of core_url_rewrite into one of url_rewrite; a generated rewrite of a product in a category also gets a row of
 * catalog_url_rewrite_product_category where the target has that table. No rule names it: the step's route has it.
 */
public final class UrlRewriteHandler implements Handler {
    public static final String PRODUCT_CATEGORY = "catalog_url_rewrite_product_category";

    /** What it reads of the source's row. */
    public static final List<String> SOURCE_FIELDS = List.of(
            "url_rewrite_id", "product_id", "category_id", "is_system", "options", "request_path", "target_path");

    static final String OF_ALL_STORES =
            "a rewrite of all stores holds in none of them in Magento 2: make one for each store";

    private static final String ALL_STORES = "0";

    private final boolean listsProducts;
    private final @Nullable DerivedLookup<CustomTarget> custom;

    /**
     * {@code listsProducts}: the target has the table of products in categories; {@code mendsCustom}: rewrites that people made
     * are led where they led in Magento 1.
     */
    public UrlRewriteHandler(boolean listsProducts, boolean mendsCustom) {
        this.listsProducts = listsProducts;
        this.custom = mendsCustom ? CustomTarget.lookup() : null;
    }

    @Override
    public List<LookedUp> lookedUp() {
        return custom == null ? List.of() : custom.inputs();
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String product = present(row.text("product_id"));
        String category = present(row.text("category_id"));
        boolean generated = present(row.text("is_system")) != null;
        boolean inCategory = generated && product != null && category != null;
        setOwner(opposite, product, category);
        opposite.set("redirect_type", redirectType(row.text("options"), custom != null));
        if (custom != null && !generated) {
            custom.get(context.lookups()).mend(row, opposite, reason -> context.warn("target_path", reason));
            if (ALL_STORES.equals(row.text("store_id"))) {
                context.warn("store_id", OF_ALL_STORES);
            }
        }
        if (custom != null && isOfNobody(product, category, row)) {
            opposite.set("entity_type", CustomTarget.ENTITY_TYPE);
            opposite.set("entity_id", "0");
        }
        opposite.set("metadata", inCategory ? "{\"category_id\":\"" + category + "\"}" : null);
        if (listsProducts && inCategory && row.get("request_path") != null) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("url_rewrite_id", row.get("url_rewrite_id"));
            fields.put("category_id", category);
            fields.put("product_id", product);
            context.emit(PRODUCT_CATEGORY, fields);
        }
    }

    private static void setOwner(Row opposite, @Nullable String product, @Nullable String category) {
        opposite.set("entity_type", product != null ? "product" : category != null ? "category" : null);
        opposite.set("entity_id", product != null ? product : category);
    }

    /** An address of another site is nobody's page, whomever the rewrite names. */
    private static boolean isOfNobody(@Nullable String product, @Nullable String category, Row row) {
        return product == null && category == null || CustomTarget.leadsToOtherSite(row);
    }

    @Override
    public Optional<SideTable> sideTable() {
        return listsProducts
                ? Optional.of(new SideTable(
                        PRODUCT_CATEGORY,
                        Map.of(
                                "url_rewrite_id", "url_rewrite_id",
                                "category_id", "category_id",
                                "product_id", "product_id")))
                : Optional.empty();
    }

    /** Null for NULL, an empty text and {@code 0}: the old tool's notion of "not there". */
    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isEmpty() || text.equals("0") ? null : text;
    }

    /** Magento 1 takes the options for a list; the old tool knows a single one. */
    private static String redirectType(@Nullable String options, boolean isList) {
        List<String> given = options == null ? List.of() : isList ? List.of(options.split(",")) : List.of(options);
        return given.contains("RP") ? "301" : given.contains("R") ? "302" : "0";
    }
}
