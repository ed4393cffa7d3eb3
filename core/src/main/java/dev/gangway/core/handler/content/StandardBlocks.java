package dev.gangway.core.handler.content;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Blocks of Magento 1 that people put into pages, and what shows the same in Magento 2. */
final class StandardBlocks {
    private static final String TEMPLATE_BLOCK = "core/template";
    private static final Map<String, Block> BLOCKS = new HashMap<>();
    /** What Magento 1 shows by a general block and the template's name alone. */
    private static final Map<String, Block> TEMPLATES = Map.of(
            "contacts/form.phtml",
            new Block("Magento\\Contact\\Block\\ContactForm", "Magento_Contact::form.phtml"),
            "catalogsearch/form.mini.phtml",
            new Block("Magento\\Framework\\View\\Element\\Template", "Magento_Search::form.mini.phtml"));

    static {
        put("cms/block", "Magento\\Cms\\Block\\Block", null);
        put(
                "catalog/product_new",
                new Block(
                        "Magento\\Catalog\\Block\\Product\\Widget\\NewWidget",
                        "Magento_Catalog::product/widget/new/content/new_grid.phtml",
                        Map.of("display_type", "new_products")));
        put(
                "catalog/product_list",
                "Magento\\Catalog\\Block\\Product\\ListProduct",
                "Magento_Catalog::product/list.phtml");
        put(
                "catalog/product_list_random",
                "Magento\\Catalog\\Block\\Product\\ProductList\\Random",
                "Magento_Catalog::product/list.phtml");
        put(
                "reports/product_viewed",
                "Magento\\Reports\\Block\\Product\\Widget\\Viewed",
                "Magento_Reports::widget/viewed/content/viewed_grid.phtml");
        put(
                "reports/product_compared",
                "Magento\\Reports\\Block\\Product\\Widget\\Compared",
                "Magento_Reports::widget/compared/content/compared_grid.phtml");
        put("newsletter/subscribe", "Magento\\Newsletter\\Block\\Subscribe", "Magento_Newsletter::subscribe.phtml");
        put(
                "catalogsearch/advanced_form",
                "Magento\\CatalogSearch\\Block\\Advanced\\Form",
                "Magento_CatalogSearch::advanced/form.phtml");
        put("catalogsearch/term", "Magento\\Search\\Block\\Term", "Magento_Search::term.phtml");
        put("customer/form_login", "Magento\\Customer\\Block\\Form\\Login", "Magento_Customer::form/login.phtml");
        put("directory/currency", "Magento\\Directory\\Block\\Currency", "Magento_Directory::currency.phtml");
        put("rss/list", "Magento\\Rss\\Block\\Feeds", "Magento_Rss::feeds.phtml");
        put("sales/guest_form", "Magento\\Sales\\Block\\Widget\\Guest\\Form", "Magento_Sales::widget/guest/form.phtml");
    }

    /**
     * A block of Magento 2.
     *
     * @param template the one that shows it; null when the block needs none
     * @param defaults what must be said to get what Magento 1's block shows, unless the page says something else
     */
    record Block(String className, @Nullable String template, Map<String, String> defaults) {
        Block(String className, @Nullable String template) {
            this(className, template, Map.of());
        }
    }

    private StandardBlocks() {}

    private static void put(String type, String className, @Nullable String template) {
        put(type, new Block(className, template));
    }

    private static void put(String type, Block block) {
        BLOCKS.put(type, block);
    }

    /** The counterpart of a block type; {@code template} is what the page says, or null. */
    static Optional<Block> find(String type, @Nullable String template) {
        return Optional.ofNullable(
                type.equals(TEMPLATE_BLOCK) && template != null ? TEMPLATES.get(template) : BLOCKS.get(type));
    }
}
