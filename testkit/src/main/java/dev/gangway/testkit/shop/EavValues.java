package dev.gangway.testkit.shop;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the values of one entity into the value tables of its attributes' backend types, for store 0 and for some stores. */
final class EavValues {
    private final ShopContext shop;
    private final String entityTable;
    private final int entityType;
    private final Set<String> storeless = new HashSet<>(Set.of("customer_entity", "customer_address_entity"));

    EavValues(ShopContext shop, String entityTable, int entityType) {
        this.shop = shop;
        this.entityTable = entityTable;
        this.entityType = entityType;
    }

    /** Gives the value of an attribute in a store; null is written as NULL. */
    interface Source {
        @Nullable
        Object value(Attributes.Attribute attribute, int store);
    }

    void write(int entity, Source source) {
        boolean hasStores = !storeless.contains(entityTable);
        for (Attributes.Attribute attribute : shop.attributes().valued(entityType)) {
            if (!attribute.code().matches("name|firstname|lastname|status|price|street") && shop.chance(30)) {
                continue;
            }
            Object value = source.value(attribute, 0);
            if (!hasStores) {
                plain(entity, attribute, value);
                continue;
            }
            inStore(entity, attribute, 0, value);
            for (int store = 1; attribute.perStore() && store <= ShopContext.STORES; store++) {
                if (shop.chance(12)) {
                    inStore(entity, attribute, store, source.value(attribute, store));
                }
            }
        }
    }

    private void plain(int entity, Attributes.Attribute attribute, @Nullable Object value) {
        if (value != null) {
            shop.rows()
                    .insert(
                            entityTable + "_" + attribute.backend(),
                            "entity_type_id attribute_id entity_id value",
                            entityType,
                            attribute.id(),
                            entity,
                            value);
        }
    }

    private void inStore(int entity, Attributes.Attribute attribute, int store, @Nullable Object value) {
        shop.rows()
                .insert(
                        entityTable + "_" + attribute.backend(),
                        "entity_type_id attribute_id store_id entity_id value",
                        entityType,
                        attribute.id(),
                        store,
                        entity,
                        value);
    }

    /** A value that fits the attribute's backend type, extremes and zero dates among them. */
    @Nullable
    Object invented(Attributes.Attribute attribute) {
        int dice = shop.random().nextInt(200);
        return switch (attribute.backend()) {
            case "int" ->
                dice == 0
                        ? Integer.MIN_VALUE
                        : dice == 1 ? Integer.MAX_VALUE : shop.random().nextInt(5);
            case "decimal" -> dice == 0 ? "99999999.9999" : dice == 1 ? "-99999999.9999" : shop.price();
            case "datetime" -> dice == 0 ? "0000-00-00 00:00:00" : shop.filler().dateTime();
            case "text" -> shop.words().paragraph("utf8");
            default ->
                dice < 10 && entityType >= ShopContext.CATEGORY
                        ? null
                        : shop.words().phrase(60, "utf8");
        };
    }
}
