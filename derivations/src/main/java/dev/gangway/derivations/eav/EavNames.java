package dev.gangway.derivations.eav;

import dev.gangway.core.row.Row;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of tables, fields and groups that the merge of attribute metadata is about. */
public final class EavNames {
    public static final String TYPE = "eav_entity_type";
    public static final String SET = "eav_attribute_set";
    public static final String GROUP = "eav_attribute_group";
    public static final String ATTRIBUTE = "eav_attribute";
    public static final String PLACE = "eav_entity_attribute";

    public static final String TYPE_ID = "entity_type_id";
    public static final String TYPE_CODE = "entity_type_code";
    public static final String SET_ID = "attribute_set_id";
    public static final String SET_NAME = "attribute_set_name";
    public static final String GROUP_ID = "attribute_group_id";
    public static final String GROUP_NAME = "attribute_group_name";
    public static final String GROUP_CODE = "attribute_group_code";
    public static final String ATTRIBUTE_ID = "attribute_id";
    public static final String ATTRIBUTE_CODE = "attribute_code";
    public static final String BACKEND_TYPE = "backend_type";
    public static final String FRONTEND_INPUT = "frontend_input";
    public static final String PLACE_ID = "entity_attribute_id";
    public static final String SORT_ORDER = "sort_order";

    public static final String PRODUCT = "catalog_product";
    public static final String DEFAULT_SET = "Default";
    /** Groups of Magento 1 products whose content Magento 2 shows in one group. */
    public static final Set<String> MERGED_GROUPS = Set.of("General", "Prices", "Recurring Profile");

    public static final String MERGED_INTO = "Product Details";
    public static final String MERGED_INTO_CODE = "product-details";

    public static final String STATIC = "static";

    private EavNames() {}

    /** A field that is never NULL in these tables, as text. */
    public static String text(Row row, String field) {
        @Nullable String value = row.text(field);
        return value == null ? "" : value;
    }
}
