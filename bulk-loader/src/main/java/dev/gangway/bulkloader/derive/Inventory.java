package dev.gangway.bulkloader.derive;

import dev.gangway.core.schema.Schema;
import java.util.List;
import java.util.function.UnaryOperator;

/** Multi-source inventory from the stock items and shipments that the target already holds; nothing when the target has none. */
public final class Inventory {
    private final Schema target;
    private final UnaryOperator<String> names;

    public Inventory(Schema target, UnaryOperator<String> names) {
        this.target = target;
        this.names = names;
    }

    /** True when the target has the inventory module's tables. */
    public boolean isActive() {
        return target.has("inventory_source") && target.has("inventory_source_item");
    }

    /** Renews everything. */
    List<TargetSql.Write> all() {
        return List.of(
                new TargetSql.Write("inventory_source_item", sourceItems("TRUE"), ""),
                new TargetSql.Write("inventory_stock_sales_channel", clearSalesChannels(), ""),
                new TargetSql.Write("inventory_stock_sales_channel", salesChannels(), ""),
                new TargetSql.Write("inventory_shipment_source", shipmentSources("TRUE"), ""));
    }

    /** Stock items for which {@code condition} on {@code i} (cataloginventory_stock_item) or {@code p} (product) holds. */
    public String sourceItems(String condition) {
        return "INSERT INTO " + names.apply("inventory_source_item") + " (source_code, quantity, status, sku) SELECT "
                + firstSource() + ", i.qty, i.is_in_stock, p.sku FROM " + names.apply("cataloginventory_stock_item")
                + " i JOIN " + names.apply("catalog_product_entity")
                + " p ON p.entity_id = i.product_id WHERE i.website_id = 0 AND " + condition
                + " ON DUPLICATE KEY UPDATE quantity = VALUES(quantity), status = VALUES(status)";
    }

    private String firstSource() {
        return "(SELECT f.source_code FROM " + names.apply("inventory_source") + " f LIMIT 1)";
    }

    private String clearSalesChannels() {
        return "DELETE FROM " + names.apply("inventory_stock_sales_channel");
    }

    private String salesChannels() {
        return "INSERT INTO " + names.apply("inventory_stock_sales_channel")
                + " (type, code, stock_id) SELECT 'website', w.code, 1 FROM " + names.apply("store_website")
                + " w WHERE w.code <> 'admin'";
    }

    /** Shipments for which {@code condition} on {@code h} (sales_shipment) holds. */
    public String shipmentSources(String condition) {
        return "INSERT INTO " + names.apply("inventory_shipment_source")
                + " (shipment_id, source_code) SELECT h.entity_id, "
                + firstSource() + " FROM " + names.apply("sales_shipment") + " h WHERE " + condition
                + " ON DUPLICATE KEY UPDATE source_code = VALUES(source_code)";
    }
}
