package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.StepContext;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Brings back the options of attributes that only the target has. The source's options replace the table, under the source's
 * numbers; these get numbers far behind them, which no option that the source makes later reaches. Attributes that have options
 * now are left alone, so it may be repeated.
 */
final class TargetOptions {
    private static final String OPTION = "eav_attribute_option";
    private static final String VALUE = "eav_attribute_option_value";
    private static final long ROOM = 1_000_000;
    private static final List<String> NEEDED = List.of(OPTION, VALUE, "eav_attribute", "eav_entity_type");

    private final StepContext context;
    private final UnaryOperator<String> names;
    private final Map<String, String> copies = new TreeMap<>();

    TargetOptions(StepContext context) {
        this.context = context;
        this.names = context.run().state().names();
        for (String table : NEEDED) {
            String name = context.target().table(table);
            if (context.targetSchema().has(table) && context.run().kept().isKept(name)) {
                context.run()
                        .kept()
                        .copyOf(name)
                        .filter(copy -> !copy.isEmpty())
                        .ifPresent(c -> copies.put(table, c));
            }
        }
    }

    /** Tables that the statements write to. */
    List<String> tables() {
        return isPossible() ? List.of(OPTION, VALUE, "eav_attribute") : List.of();
    }

    private boolean isPossible() {
        return copies.keySet().containsAll(NEEDED);
    }

    /** The statements, in their order; none when the mode did not replace options. */
    List<TargetSql.Write> writes() throws SQLException {
        var writes = new ArrayList<TargetSql.Write>();
        if (!isPossible()) {
            return writes;
        }
        long behind = behind(OPTION, "option_id");
        long valuesBehind = behind(VALUE, "value_id");
        String own = ownWithoutOptions();
        writes.add(new TargetSql.Write(
                "eav_attribute",
                "UPDATE " + names.apply("eav_attribute") + " a JOIN (SELECT DISTINCT na.attribute_id, o.option_id"
                        + own + ") x ON x.attribute_id = a.attribute_id"
                        + " AND CAST(a.default_value AS BINARY) = CAST(x.option_id AS BINARY)"
                        + " SET a.default_value = CAST(x.option_id + " + behind + " AS CHAR)"));
        writes.add(new TargetSql.Write(
                OPTION,
                "INSERT INTO " + names.apply(OPTION) + " (option_id, attribute_id, sort_order) SELECT x.option_id + "
                        + behind
                        + ", x.attribute_id, x.sort_order FROM (SELECT DISTINCT o.option_id, na.attribute_id, o.sort_order"
                        + own + ") x"));
        writes.add(new TargetSql.Write(
                VALUE,
                "INSERT INTO " + names.apply(VALUE)
                        + " (value_id, option_id, store_id, value) SELECT v.value_id + "
                        + valuesBehind + ", o.option_id, v.store_id, v.value"
                        + " FROM " + copies.get(VALUE) + " v JOIN " + names.apply(OPTION)
                        + " o ON o.option_id = v.option_id + "
                        + behind + " JOIN " + names.apply("store") + " s ON s.store_id = v.store_id"));
        return writes;
    }

    /** A multiple of the room that no number of the source's rows is near to: a fresh load finds the same one. */
    private long behind(String table, String column) throws SQLException {
        long last = new TargetSql(context).count("SELECT COALESCE(MAX(" + column + "), 0) FROM " + names.apply(table));
        return ((last + ROOM / 2) / ROOM + 1) * ROOM;
    }

    /** Options as they were, of attributes that have none now, with the attributes' current numbers. */
    private String ownWithoutOptions() {
        return " FROM " + copies.get(OPTION) + " o JOIN " + copies.get("eav_attribute")
                + " oa ON oa.attribute_id = o.attribute_id JOIN " + copies.get("eav_entity_type")
                + " ot ON ot.entity_type_id = oa.entity_type_id JOIN " + names.apply("eav_entity_type")
                + " nt ON nt.entity_type_code = ot.entity_type_code JOIN " + names.apply("eav_attribute")
                + " na ON na.entity_type_id = nt.entity_type_id AND na.attribute_code = oa.attribute_code"
                + " WHERE NOT EXISTS (SELECT 1 FROM " + names.apply(OPTION)
                + " n WHERE n.attribute_id = na.attribute_id)";
    }
}
