package dev.gangway.derivations.commerce;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.core.plan.routes.CommerceRoutes;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reward points of orders, which are attribute values in Magento 2; the key is the order. Other values in the table stay. */
public final class RewardPoints implements Derivation {
    public static final String TABLE = "eav_entity_int";

    private static final String ORDERS = ShadowTable.nameOf(CommerceRoutes.ORDER);
    private static final String ATTRIBUTE = "eav_attribute";
    private static final String ID = "entity_id";
    private static final String CODES =
            CommerceRoutes.POINTS.stream().map(Identifiers::literal).collect(Collectors.joining(", "));

    private final DerivationContext context;

    public RewardPoints(DerivationContext context) {
        this.context = context;
    }

    @Override
    public String name() {
        return "reward points of orders";
    }

    @Override
    public StepKind step() {
        return StepKind.SALES_ORDER;
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.key(ORDERS, ID), Input.all(ATTRIBUTE));
    }

    @Override
    public List<Output> outputs() {
        return List.of(new Output(TABLE, ID, true));
    }

    @Override
    public Optional<KeyList> keyList() {
        return Optional.of(new KeyList(ORDERS, ID));
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        writer.execute(connection, "DELETE v" + stored() + " AND " + keys.on("v.entity_id"), TABLE);
        for (String code : CommerceRoutes.POINTS) {
            writer.execute(connection, insert(code, keys), TABLE);
        }
    }

    private String stored() {
        return context.sql(" FROM {" + TABLE + "} v WHERE v.attribute_id IN (SELECT a.attribute_id FROM {" + ATTRIBUTE
                + "} a WHERE a.attribute_code IN (" + CODES + "))");
    }

    /** Of several attributes with one code the last counts. */
    private String insert(String code, Keys keys) {
        return context.sql("INSERT INTO {" + TABLE + "} (entity_type_id, attribute_id, store_id, entity_id, value)"
                        + " SELECT a.entity_type_id, a.attribute_id, COALESCE(o.store_id, 0), o.entity_id, o." + code
                        + " FROM {" + ORDERS + "} o JOIN {" + ATTRIBUTE
                        + "} a ON a.attribute_id = (SELECT MAX(b.attribute_id) FROM {" + ATTRIBUTE
                        + "} b WHERE b.attribute_code = " + Identifiers.literal(code) + ") WHERE o." + code
                        + " IS NOT NULL AND ")
                + keys.on("o.entity_id") + " ORDER BY o.entity_id ON DUPLICATE KEY UPDATE value = VALUES(value)";
    }

    /** Counts the values that orders have: those that the step should write. */
    public String countSources() {
        return context.sql(CommerceRoutes.POINTS.stream()
                .map(code -> "(SELECT COUNT(*) FROM {" + ORDERS + "} WHERE " + code + " IS NOT NULL AND EXISTS"
                        + " (SELECT 1 FROM {" + ATTRIBUTE + "} WHERE attribute_code = " + Identifiers.literal(code)
                        + "))")
                .collect(Collectors.joining(" + ", "SELECT ", "")));
    }

    /** Counts the values that are there. */
    public String countStored() {
        return "SELECT COUNT(*)" + stored();
    }
}
