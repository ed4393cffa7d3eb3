package dev.gangway.derivations.sales;

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

/** From which stock source each shipment went: the first, because Magento 1 has but one. */
public final class ShipmentSources implements Derivation {
    private static final String TABLE = "inventory_shipment_source";

    private final DerivationContext context;

    public ShipmentSources(DerivationContext context) {
        this.context = context;
    }

    @Override
    public String name() {
        return "sources of shipments";
    }

    @Override
    public StepKind step() {
        return StepKind.INVENTORY;
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.key("sales_shipment", "entity_id"));
    }

    @Override
    public List<Output> outputs() {
        return List.of(new Output(TABLE, "shipment_id"));
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        writer.execute(connection, context.sql("DELETE FROM {" + TABLE + "} WHERE ") + keys.on("shipment_id"), TABLE);
        writer.execute(
                connection,
                context.sql(
                                "INSERT INTO {" + TABLE + "} (shipment_id, source_code) SELECT h.entity_id,"
                                        + " (SELECT f.source_code FROM {inventory_source} f LIMIT 1) FROM {sales_shipment} h WHERE ")
                        + keys.on("h.entity_id"),
                TABLE);
    }
}
