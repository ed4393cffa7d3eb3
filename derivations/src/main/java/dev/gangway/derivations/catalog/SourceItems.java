package dev.gangway.derivations.catalog;

import dev.gangway.core.config.StepKind;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Quantities by stock source, from the stock items of products; the key is the product's SKU. Of several stock items with one SKU the
 * last one made counts.
 */
public final class SourceItems implements Derivation {
    private static final String TABLE = "inventory_source_item";
    private static final String PRODUCT = "catalog_product_entity";
    private static final String STOCK = "cataloginventory_stock_item";

    private final DerivationContext context;

    public SourceItems(DerivationContext context) {
        this.context = context;
    }

    @Override
    public String name() {
        return "stock by source";
    }

    @Override
    public StepKind step() {
        return StepKind.INVENTORY;
    }

    @Override
    public List<Input> inputs() {
        return List.of(
                Input.key(PRODUCT, "sku"),
                Input.via(STOCK, "product_id", "SELECT p.sku FROM {" + PRODUCT + "} p WHERE p.entity_id {in}"));
    }

    @Override
    public List<Output> outputs() {
        return List.of(new Output(TABLE, "sku"));
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        writer.execute(connection, context.sql("DELETE FROM {" + TABLE + "} WHERE ") + keys.on("sku"), TABLE);
        writer.execute(
                connection,
                context.sql("INSERT INTO {" + TABLE + "} (source_code, quantity, status, sku) SELECT"
                                + " (SELECT f.source_code FROM {inventory_source} f LIMIT 1), i.qty, i.is_in_stock, p.sku FROM {"
                                + STOCK + "} i JOIN {" + PRODUCT
                                + "} p ON p.entity_id = i.product_id WHERE i.website_id = 0 AND ")
                        + keys.on("p.sku")
                        + " ORDER BY i.item_id ON DUPLICATE KEY UPDATE quantity = VALUES(quantity), status = VALUES(status)",
                TABLE);
    }
}
