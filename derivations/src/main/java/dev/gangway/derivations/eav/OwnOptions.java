package dev.gangway.derivations.eav;

import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE;
import static dev.gangway.derivations.eav.EavNames.ATTRIBUTE_ID;
import static dev.gangway.derivations.eav.EavNames.TYPE;

import dev.gangway.core.config.Mode;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.row.Row;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import dev.gangway.mysql.state.KeptTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Options of attributes for which the source has none: they come back as the target had them before the load, under numbers that
 * no option of the source reaches, and go when the source makes options of the attribute. The source's rows replace both tables;
 * the key is the attribute.
 */
public final class OwnOptions implements Derivation {
    /** Added to the numbers that the rows had; great enough for every shop, and fit for values that are signed. */
    static final long BEHIND = 1_000_000_000;

    private static final String OPTION = "eav_attribute_option";
    private static final String OPTION_ID = "option_id";
    private static final String VALUE = "eav_attribute_option_value";
    private static final String STORE = "store";
    private static final Map<String, String> NUMBERS = Map.of(OPTION, OPTION_ID, VALUE, "value_id");
    private static final List<String> KEPT = List.of(OPTION, VALUE, ATTRIBUTE, TYPE);

    private final DerivationContext context;

    public OwnOptions(DerivationContext context) {
        this.context = context;
    }

    /** True for the tables that hold own rows beside the source's. */
    public static boolean isAmong(String table) {
        return NUMBERS.containsKey(table);
    }

    /** True for a row of these tables that the source's numbers do not reach. */
    public static boolean isOwn(String table, Row row) {
        String column = NUMBERS.get(table);
        String number = column == null || !row.layout().has(column) ? null : row.text(column);
        return number != null && Long.parseLong(number) > BEHIND;
    }

    @Override
    public String name() {
        return "options of attributes that only the target has";
    }

    @Override
    public StepKind step() {
        return StepKind.POST_PROCESSING;
    }

    /** Of values only those of own options matter: others go with all rows of their table. */
    @Override
    public List<Input> inputs() {
        return List.of(
                Input.key(OPTION, ATTRIBUTE_ID),
                Input.via(
                        VALUE,
                        OPTION_ID,
                        "SELECT o.attribute_id FROM {" + OPTION + "} o WHERE o.option_id > " + BEHIND
                                + " AND o.option_id {in}"),
                Input.all(ATTRIBUTE),
                Input.all(STORE));
    }

    @Override
    public List<Output> outputs() {
        return List.of(
                new Output(OPTION, ATTRIBUTE_ID, true),
                new Output(VALUE, "", true),
                new Output(ATTRIBUTE, ATTRIBUTE_ID));
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        Map<String, String> kept = kept();
        if (kept.size() < KEPT.size()) {
            return; // the target had no options, or the load has not come to them
        }
        String own = own(kept) + " AND " + keys.on("na.attribute_id");
        String missing = own + " AND NOT " + hasOptions("na");
        writer.execute(connection, defaults(missing, "0", BEHIND), ATTRIBUTE);
        writer.execute(connection, defaults(own + " AND " + hasOptions("na"), String.valueOf(BEHIND), 0), ATTRIBUTE);
        writer.execute(connection, goneOptions(kept, keys), OPTION);
        writer.execute(connection, goneValues(kept), VALUE);
        writer.execute(connection, options(missing), OPTION);
        writer.execute(connection, values(kept), VALUE);
    }

    /** The tables' rows as they were before the load, by table; those without a row are missing. */
    private Map<String, String> kept() {
        var copies = new HashMap<String, String>();
        for (KeptTables.Kept kept : new KeptTables(context.state(), Mode.DATA.word()).all()) {
            for (String table : KEPT) {
                if (kept.table().equals(context.names().prefix() + table)
                        && !kept.copy().isEmpty()) {
                    copies.put(table, context.state().table(kept.copy()));
                }
            }
        }
        return copies;
    }

    /** Kept options {@code o} with the present row {@code na} of their attribute. */
    private String own(Map<String, String> kept) {
        return context.sql(" FROM " + kept.get(OPTION) + " o JOIN " + kept.get(ATTRIBUTE)
                + " oa ON oa.attribute_id = o.attribute_id JOIN " + kept.get(TYPE)
                + " ot ON ot.entity_type_id = oa.entity_type_id JOIN {" + TYPE
                + "} nt ON nt.entity_type_code = ot.entity_type_code JOIN {" + ATTRIBUTE
                + "} na ON na.entity_type_id = nt.entity_type_id AND na.attribute_code = oa.attribute_code WHERE TRUE");
    }

    /** Whether the source has options of an attribute. */
    private String hasOptions(String attribute) {
        return context.sql("EXISTS (SELECT 1 FROM {" + OPTION + "} n WHERE n.attribute_id = " + attribute
                + ".attribute_id AND n.option_id <= " + BEHIND + ")");
    }

    private String defaults(String of, String plus, long newPlus) {
        return context.sql("UPDATE {" + ATTRIBUTE + "} a JOIN (SELECT DISTINCT na.attribute_id, o.option_id" + of
                + ") x ON x.attribute_id = a.attribute_id AND CAST(a.default_value AS BINARY) = CAST(x.option_id + "
                + plus + " AS BINARY) SET a.default_value = CAST(x.option_id + " + newPlus + " AS CHAR)");
    }

    /** Own options whose attribute has another number, or options of the source, or is not there any more. */
    private String goneOptions(Map<String, String> kept, Keys keys) {
        return context.sql(
                "DELETE x FROM {" + OPTION + "} x JOIN " + kept.get(OPTION) + " k ON x.option_id = k.option_id + "
                        + BEHIND + " LEFT JOIN (SELECT DISTINCT o.option_id, na.attribute_id" + own(kept) + " AND NOT "
                        + hasOptions("na") + ") w ON w.option_id = k.option_id AND w.attribute_id = x.attribute_id"
                        + " WHERE w.option_id IS NULL AND " + keys.on("x.attribute_id"));
    }

    private String goneValues(Map<String, String> kept) {
        return context.sql(
                "DELETE x FROM {" + VALUE + "} x JOIN " + kept.get(VALUE) + " k ON x.value_id = k.value_id + "
                        + BEHIND + " LEFT JOIN {" + OPTION + "} o ON o.option_id = x.option_id LEFT JOIN {" + STORE
                        + "} s ON s.store_id = x.store_id WHERE o.option_id IS NULL OR s.store_id IS NULL");
    }

    private String options(String missing) {
        return context.sql("INSERT INTO {" + OPTION + "} (option_id, attribute_id, sort_order) SELECT x.option_id + "
                + BEHIND
                + ", x.attribute_id, x.sort_order FROM (SELECT DISTINCT o.option_id, na.attribute_id, o.sort_order"
                + missing + ") x LEFT JOIN {" + OPTION + "} t ON t.option_id = x.option_id + " + BEHIND
                + " WHERE t.option_id IS NULL");
    }

    /** Texts that somebody has given an option on the target stay. */
    private String values(Map<String, String> kept) {
        return context.sql("INSERT INTO {" + VALUE + "} (value_id, option_id, store_id, value) SELECT k.value_id + "
                + BEHIND
                + ", o.option_id, k.store_id, k.value FROM " + kept.get(VALUE) + " k JOIN {" + OPTION
                + "} o ON o.option_id = k.option_id + " + BEHIND + " JOIN {" + STORE
                + "} s ON s.store_id = k.store_id LEFT JOIN {" + VALUE
                + "} t ON t.option_id = o.option_id AND t.store_id = k.store_id LEFT JOIN {" + VALUE
                + "} u ON u.value_id = k.value_id + " + BEHIND + " WHERE t.value_id IS NULL AND u.value_id IS NULL");
    }
}
