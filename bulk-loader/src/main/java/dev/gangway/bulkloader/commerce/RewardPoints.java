package dev.gangway.bulkloader.commerce;

import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.plan.SideRow;
import dev.gangway.core.row.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attribute values that an order's reward points become: a number, zero too, but neither NULL nor an empty text. */
final class RewardPoints {
    static final String TARGET = "eav_entity_int";
    static final List<String> CODES = List.of("reward_points_balance_refunded", "reward_salesrule_points");

    private final Map<String, TargetAttributes.Attribute> attributes;

    RewardPoints(Map<String, TargetAttributes.Attribute> attributes) {
        this.attributes = Map.copyOf(attributes);
    }

    /** The mapped orders with the values of their reward points beside them. */
    List<MappedRow> addTo(List<Row> orders, List<MappedRow> mapped) {
        var result = new ArrayList<MappedRow>(mapped.size());
        for (int i = 0; i < mapped.size(); i++) {
            MappedRow row = mapped.get(i);
            var sides = new ArrayList<>(row.sideRows());
            sides.addAll(values(orders.get(i)));
            result.add(new MappedRow(row.row(), sides, row.rejection()));
        }
        return result;
    }

    private List<SideRow> values(Row order) {
        var values = new ArrayList<SideRow>(0);
        for (String code : CODES) {
            TargetAttributes.Attribute attribute = attributes.get(code);
            String points = order.text(code);
            if (attribute != null && points != null && !points.isEmpty()) {
                var fields = new LinkedHashMap<String, @Nullable Object>();
                fields.put("entity_type_id", attribute.typeId());
                fields.put("attribute_id", attribute.id());
                fields.put("store_id", order.get("store_id"));
                fields.put("entity_id", order.get("entity_id"));
                fields.put("value", points);
                values.add(new SideRow(TARGET, fields));
            }
        }
        return values;
    }
}
