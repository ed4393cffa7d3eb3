package dev.gangway.testkit.shop;

import java.util.Locale;

/** Entity types, attribute sets and attributes, which both sides need with the same ids. */
final class EavSection {
    private static final int DEFAULT_SETS = 4;

    private final ShopContext shop;
    private final boolean target;

    EavSection(ShopContext shop, boolean target) {
        this.shop = shop;
        this.target = target;
    }

    void write() {
        for (Attributes.EntityType type : shop.attributes().entityTypes()) {
            shop.rows()
                    .insert(
                            "eav_entity_type",
                            "entity_type_id entity_type_code entity_model attribute_model entity_table value_table_prefix entity_id_field data_sharing_key default_attribute_set_id increment_model increment_pad_char additional_attribute_table entity_attribute_collection",
                            type.id(),
                            type.code(),
                            model(type.code()),
                            null,
                            entityTable(type.code()),
                            null,
                            null,
                            "default",
                            type.id(),
                            null,
                            "0",
                            null,
                            null);
            set(type.id(), type.id(), "Default");
        }
        if (!target) {
            set(DEFAULT_SETS + 1, ShopContext.PRODUCT, "Ships"); // a fresh installation knows no sets of a shop's own
        }
        shop.attributes().all().forEach(this::attribute);
        if (!target) {
            labelsAndForms();
        }
    }

    private void set(int id, int type, String name) {
        shop.rows()
                .insert(
                        "eav_attribute_set",
                        "attribute_set_id entity_type_id attribute_set_name sort_order",
                        id,
                        type,
                        name,
                        id);
        if (target) {
            shop.rows()
                    .insert(
                            "eav_attribute_group",
                            "attribute_group_id attribute_set_id attribute_group_name attribute_group_code tab_group_code",
                            id,
                            id,
                            "General",
                            "general",
                            "basic");
        } else {
            shop.rows()
                    .insert(
                            "eav_attribute_group",
                            "attribute_group_id attribute_set_id attribute_group_name",
                            id,
                            id,
                            "General");
        }
    }

    private void attribute(Attributes.Attribute a) {
        RowWriter rows = shop.rows();
        rows.insert(
                "eav_attribute",
                "attribute_id entity_type_id attribute_code attribute_model backend_model backend_type backend_table frontend_model frontend_input frontend_label frontend_class source_model is_required is_user_defined default_value is_unique",
                a.id(),
                a.entityType(),
                a.code(),
                null,
                backendModel(a),
                a.backend(),
                null,
                null,
                a.input(),
                label(a.code()),
                null,
                null,
                0,
                a.userDefined() ? 1 : 0,
                null,
                0);
        rows.insert(
                "eav_entity_attribute",
                "entity_type_id attribute_set_id attribute_group_id attribute_id sort_order",
                a.entityType(),
                a.entityType(),
                a.entityType(),
                a.id(),
                a.id());
        if (a.entityType() >= ShopContext.CATEGORY) {
            rows.insert(
                    "catalog_eav_attribute",
                    "attribute_id frontend_input_renderer is_global apply_to",
                    a.id(),
                    null,
                    a.perStore() ? 0 : 1,
                    null);
        } else {
            rows.insert("customer_eav_attribute", "attribute_id validate_rules data_model", a.id(), null, null);
        }
    }

    /** Options, labels and form usage: rows that the Map step carries over, so only the source has them. */
    private void labelsAndForms() {
        RowWriter rows = shop.rows();
        for (Attributes.Attribute a : shop.attributes().all()) {
            if (a.userDefined() || a.perStore()) {
                rows.insert("eav_attribute_label", "attribute_id store_id value", a.id(), 2, "Feld " + a.code());
            }
            if (a.entityType() <= ShopContext.ADDRESS && !a.backend().equals("static")) {
                rows.insert("customer_form_attribute", "form_code attribute_id", "adminhtml_customer", a.id());
            }
            boolean options = a.userDefined() && a.input().endsWith("select");
            for (int i = 0; options && i < 12; i++) {
                int option = rows.insert("eav_attribute_option", "attribute_id sort_order", a.id(), i);
                rows.insert("eav_attribute_option_value", "option_id store_id value", option, 0, "Option " + i);
                rows.insert(
                        "eav_attribute_option_value",
                        "option_id store_id value",
                        option,
                        1 + i % 3,
                        shop.words().phrase(30, "utf8"));
            }
        }
        for (int type = 1; type <= DEFAULT_SETS; type++) {
            for (int store = 0; store <= ShopContext.STORES; store++) {
                rows.insert(
                        "eav_entity_store",
                        "entity_type_id store_id increment_prefix increment_last_id",
                        type,
                        store,
                        String.valueOf(store),
                        store + "00009999");
            }
        }
    }

    private String model(String code) {
        if (target) {
            return "Magento\\Sample\\Model\\" + label(code).replace(" ", "");
        }
        return code.contains("_") ? code.replaceFirst("_", "/") : code + "/" + code;
    }

    private static String entityTable(String code) {
        return code.startsWith("catalog")
                ? code + "_entity"
                : code.equals("customer") ? "customer_entity" : code + "_entity";
    }

    private static String backendModel(Attributes.Attribute a) {
        return a.input().equals("multiselect") ? "eav/entity_attribute_backend_array" : "";
    }

    private static String label(String code) {
        return code.substring(0, 1).toUpperCase(Locale.ROOT) + code.substring(1).replace('_', ' ');
    }
}
