package dev.gangway.derivations.cleaning;

import static dev.gangway.derivations.cleaning.AttributedTables.ATTRIBUTE;
import static dev.gangway.derivations.cleaning.AttributedTables.PRODUCT;
import static dev.gangway.derivations.eav.EavNames.PLACE;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.schema.Table;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values of products that Magento 2 reads: of attributes that it has and that are in the product's set, and none that it
 * computes itself; the key is the product. Values that are taken out are held beside the target, as routes wrote them, because a
 * product that moves to another set, or an attribute that is put into one, brings them back.
 */
final class ProductValues implements Derivation {
    static final String VARCHAR = "catalog_product_entity_varchar";
    static final String TEXT = "catalog_product_entity_text";

    private final DerivationContext context;
    private final String link;
    private final Map<String, Cleaning> cleanings = new LinkedHashMap<>();
    private final Map<String, HeldRows> held = new LinkedHashMap<>();
    private final Optional<MovedChoices> moved;
    private final Places places;

    ProductValues(DerivationContext context, AttributedTables structure) {
        this.context = context;
        this.link = context.productLink();
        for (Table table : structure.productTables()) {
            var cleaning = new Cleaning(table, link, joins(structure), reason(structure, table));
            cleanings.put(table.name(), cleaning);
            held.put(table.name(), new HeldRows(context.names(), cleaning));
        }
        this.moved = moves(cleanings.get(TEXT), cleanings.get(VARCHAR));
        this.places = new Places(context.names(), "product values", places());
    }

    /** Only the old tool moves choices. */
    private Optional<MovedChoices> moves(@Nullable Cleaning text, @Nullable Cleaning varchar) {
        return !context.isStrict() || text == null || varchar == null
                ? Optional.empty()
                : Optional.of(new MovedChoices(context.names(), text, varchar));
    }

    private String joins(AttributedTables structure) {
        return structure.joins(" LEFT JOIN {" + PRODUCT + "} rp ON rp." + link + " = r." + link + " LEFT JOIN {" + PLACE
                + "} re ON re.attribute_set_id = rp.attribute_set_id AND re.attribute_id = r.attribute_id");
    }

    private String reason(AttributedTables structure, Table table) {
        String product = " AND " + AttributedTables.isOfProduct() + " THEN ";
        return (structure.isLeftover(table) ? structure.noAttribute() : "CASE")
                + " WHEN r.value IS NOT NULL AND rp." + link + " IS NOT NULL AND re.attribute_id IS NULL THEN"
                + " CONCAT('row left out: the attribute is not in the product''s attribute set: ', " + structure.code()
                + ")"
                + (table.name().equals(VARCHAR)
                        ? " WHEN ra.attribute_code = 'url_path'" + product
                                + "'row left out: Magento 2 computes url_path of products'"
                        : "")
                + (context.isStrict() && table.name().equals(TEXT)
                        ? " WHEN ra.frontend_input = 'multiselect'" + product + "'" + Cleaning.MOVED + "'"
                        : "")
                + " ELSE '' END";
    }

    private String places() {
        String special = " FROM {" + ATTRIBUTE + "} ra WHERE " + AttributedTables.isOfProduct() + " AND ra.";
        return AttributedTables.PLACES_OF_ATTRIBUTES + " UNION ALL SELECT CONCAT('" + Places.SET
                + "', e.attribute_set_id), e.attribute_id FROM {" + PLACE
                + "} e UNION ALL SELECT 'computed', ra.attribute_id"
                + special + "attribute_code = 'url_path' UNION ALL SELECT 'moved', ra.attribute_id" + special
                + "frontend_input = 'multiselect'";
    }

    @Override
    public String name() {
        return "product values that Magento 2 reads";
    }

    @Override
    public StepKind step() {
        return StepKind.POST_PROCESSING;
    }

    @Override
    public List<Input> inputs() {
        var inputs = new ArrayList<Input>();
        inputs.add(Input.key(PRODUCT, link));
        cleanings.keySet().forEach(table -> inputs.add(Input.key(table, link)));
        inputs.add(Input.all(ATTRIBUTE));
        inputs.add(Input.all(PLACE));
        return inputs;
    }

    @Override
    public List<Output> outputs() {
        return cleanings.keySet().stream()
                .map(table -> new Output(table, link, moved.isPresent() && table.equals(VARCHAR)))
                .toList();
    }

    @Override
    public Optional<KeyList> keyList() {
        return Optional.of(new KeyList(PRODUCT, link));
    }

    @Override
    public Set<String> heldTables() {
        return Set.copyOf(held.keySet());
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        for (HeldRows rows : held.values()) {
            rows.prepare(connection);
        }
    }

    @Override
    public void beginAnew(Connection connection) throws SQLException {
        for (String table : held.keySet()) {
            putBack(connection, table, "TRUE");
        }
        places.remember(connection);
    }

    @Override
    public Set<String> putBack(Connection connection, String table, String condition) throws SQLException {
        HeldRows rows = held.get(table);
        if (rows == null || !isPrepared(connection)) {
            return Set.of();
        }
        Set<String> keys = new LinkedHashSet<>();
        if (moved.isPresent()) {
            keys.addAll(moved.get().putBack(connection, table, condition));
        }
        keys.addAll(rows.putBack(connection, condition));
        return keys;
    }

    private boolean isPrepared(Connection connection) throws SQLException {
        for (HeldRows rows : held.values()) {
            if (!rows.isMade(connection)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<Set<String>> keysOfWhole(Connection connection, String table) throws SQLException {
        if (!table.equals(ATTRIBUTE) && !table.equals(PLACE)) {
            return Optional.empty();
        }
        Optional<Map<String, Set<String>>> changed = places.changed(connection);
        places.remember(connection);
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        var products = new LinkedHashSet<String>();
        for (Map.Entry<String, Set<String>> place : changed.get().entrySet()) {
            for (Cleaning cleaning : cleanings.values()) {
                for (String rows : List.of(cleaning.target(), cleaning.aside())) {
                    HeldRows.query(
                            connection,
                            context.sql(productsWith(rows, place.getKey(), place.getValue())),
                            row -> products.add(row.getString(1)));
                }
            }
        }
        return Optional.of(products);
    }

    /** Products with values of these attributes; those of a set when it is a set that the attributes came into or left. */
    private String productsWith(String rows, String place, Set<String> attributes) {
        String inSet = place.startsWith(Places.SET)
                ? " JOIN {" + PRODUCT + "} p ON p." + link + " = r." + link + " AND p.attribute_set_id = "
                        + place.substring(Places.SET.length())
                : "";
        return "SELECT DISTINCT r." + link + " FROM " + rows + " r" + inSet + " WHERE r.attribute_id IN ("
                + String.join(", ", attributes) + ")";
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        if (!isPrepared(connection)) {
            return;
        }
        if (moved.isPresent()) {
            moved.get().putBackChanged(connection, keys);
        }
        for (HeldRows rows : held.values()) {
            rows.recompute(connection, keys, writer);
        }
        if (moved.isPresent()) {
            moved.get().move(connection, keys);
        }
    }
}
