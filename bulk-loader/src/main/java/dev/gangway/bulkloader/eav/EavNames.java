package dev.gangway.bulkloader.eav;

import dev.gangway.core.row.Row;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of tables, fields and groups that the merge of attribute metadata is about. */
final class EavNames {
    static final String TYPE = "eav_entity_type";
    static final String SET = "eav_attribute_set";
    static final String GROUP = "eav_attribute_group";
    static final String ATTRIBUTE = "eav_attribute";
    static final String PLACE = "eav_entity_attribute";

    static final String TYPE_ID = "entity_type_id";
    static final String TYPE_CODE = "entity_type_code";
    static final String SET_ID = "attribute_set_id";
    static final String SET_NAME = "attribute_set_name";
    static final String GROUP_ID = "attribute_group_id";
    static final String GROUP_NAME = "attribute_group_name";
    static final String GROUP_CODE = "attribute_group_code";
    static final String ATTRIBUTE_ID = "attribute_id";
    static final String ATTRIBUTE_CODE = "attribute_code";
    static final String BACKEND_TYPE = "backend_type";
    static final String FRONTEND_INPUT = "frontend_input";
    static final String PLACE_ID = "entity_attribute_id";
    static final String SORT_ORDER = "sort_order";

    static final String PRODUCT = "catalog_product";
    static final String DEFAULT_SET = "Default";
    /** Groups of Magento 1 products whose content Magento 2 shows in one group. */
    static final Set<String> MERGED_GROUPS = Set.of("General", "Prices", "Recurring Profile");

    static final String MERGED_INTO = "Product Details";
    static final String MERGED_INTO_CODE = "product-details";

    private EavNames() {}

    /** A field that is never NULL in these tables, as text. */
    static String text(Row row, String field) {
        @Nullable String value = row.text(field);
        return value == null ? "" : value;
    }
}
