package dev.gangway.core.handler.design;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import java.util.Map;

/** Names the place of a widget as Magento 2 does: the page, the container and the template. */
public record WidgetPlace(String field) implements Handler {
    private static final Map<String, String> CONTAINERS = Map.of(
            "left", "sidebar.main",
            "right", "sidebar.additional",
            "top.menu", "page.top",
            "footer", "footer-container",
            "before_body_end", "before.body.end",
            "after_body_start", "after.body.start");
    private static final Map<String, String> PAGES = Map.of(
            "cms_page", "cms_page_view",
            "contacts_index_index", "contact_index_index",
            "checkout_onepage_index", "checkout_index_index",
            "catalogsearch_term_popular", "search_term_popular");
    /** Beginnings of page names, the old and the new one. */
    private static final Map<String, String> PAGES_OF = Map.of(
            "PRODUCT_TYPE_", "catalog_product_view_type_",
            "PRODUCT_", "catalog_product_view_id_",
            "CATEGORY_", "catalog_category_view_id_",
            "catalog_category_layered", "catalog_category_view_type_layered",
            "catalog_category_default", "catalog_category_view_type_default",
            "checkout_multishipping_", "multishipping_checkout_");

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String value = row.text(field);
        if (value == null) {
            return;
        }
        row.set(
                field,
                switch (field) {
                    case "block_reference" -> CONTAINERS.getOrDefault(value, value);
                    case "layout_handle" -> page(value);
                    default -> value.substring(value.indexOf('/') + 1);
                });
    }

    private static String page(String handle) {
        String known = PAGES.get(handle);
        if (known != null) {
            return known;
        }
        String beginning = PAGES_OF.keySet().stream()
                .filter(handle::startsWith)
                .max((one, other) -> Integer.compare(one.length(), other.length()))
                .orElse("");
        return beginning.isEmpty() ? handle : PAGES_OF.get(beginning) + handle.substring(beginning.length());
    }

    /** Makes {@link WidgetPlace}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "Design\\WidgetPlace",
                            "Names a widget's page (`layout_handle`), container (`block_reference`) or template as Magento 2 does.")
                    .example("field block_reference", "left", "sidebar.main")
                    .example("field layout_handle", "PRODUCT_TYPE_simple", "catalog_product_view_type_simple")
                    .example(
                            "field page_template",
                            "cms/widget/static_block/default.phtml",
                            "widget/static_block/default.phtml");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new WidgetPlace(binding.field());
        }
    }
}
