package dev.gangway.derivations.cleaning;

import dev.gangway.core.config.StepKind;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.state.AsideTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rows of several tables that are in the target only while no reason keeps them out; the key is a column of each. */
final class CleanedRows implements Derivation {
    private final String name;
    private final Map<String, HeldRows> held = new LinkedHashMap<>();
    private final List<Input> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final Optional<Places> places;

    private CleanedRows(DerivationContext context, String name, List<Cleaning> cleanings, Optional<Places> places) {
        this.name = name;
        this.places = places;
        for (Cleaning cleaning : cleanings) {
            String table = cleaning.table().name();
            held.put(table, new HeldRows(context.names(), cleaning));
            inputs.add(Input.key(table, cleaning.key()));
            outputs.add(new Output(table, cleaning.key()));
        }
        places.ifPresent(some -> inputs.add(Input.all(AttributedTables.ATTRIBUTE)));
    }

    /** Rows of attributes, outside of products, that go with their attribute. */
    static CleanedRows ofAttributes(DerivationContext context, AttributedTables structure) {
        List<Cleaning> cleanings = structure.leftoverTables().stream()
                .map(table -> new Cleaning(
                        table, "attribute_id", structure.joins(""), structure.noAttribute() + " ELSE '' END"))
                .toList();
        var places = new Places(context.names(), "attributes", AttributedTables.PLACES_OF_ATTRIBUTES);
        return new CleanedRows(context, "rows of existing attributes", cleanings, Optional.of(places));
    }

    /** Rows that belong to rows which {@link #ofAttributes} takes out. */
    static CleanedRows ofChildren(DerivationContext context, AttributedTables structure) {
        List<ChildRows> children = structure.childRows();
        List<Cleaning> cleanings = children.stream()
                .map(child -> new Cleaning(
                        child.table(),
                        child.column(),
                        "LEFT JOIN {" + child.held() + "} ro ON ro." + Identifiers.quote(child.parentKey()) + " = r."
                                + Identifiers.quote(child.column()),
                        "CASE WHEN ro." + AsideTables.REASON + " IS NOT NULL THEN 'row left out: " + child.reason()
                                + "' ELSE '' END"))
                .toList();
        var rows = new CleanedRows(context, "rows of rows that are left out", cleanings, Optional.empty());
        children.forEach(child -> rows.inputs.add(Input.key(child.parent(), child.parentKey())));
        return rows;
    }

    /** Products in the root of all categories. */
    static CleanedRows ofRootCategory(DerivationContext context) {
        List<Cleaning> cleanings = context.target().table("catalog_category_product").stream()
                .map(table -> new Cleaning(
                        table,
                        "category_id",
                        "",
                        "CASE WHEN r.category_id = 1 THEN 'row left out: no product may be in the root of all categories'"
                                + " ELSE '' END"))
                .toList();
        return new CleanedRows(context, "products outside of the root category", cleanings, Optional.empty());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StepKind step() {
        return StepKind.POST_PROCESSING;
    }

    @Override
    public List<Input> inputs() {
        return List.copyOf(inputs);
    }

    @Override
    public List<Output> outputs() {
        return List.copyOf(outputs);
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
        for (HeldRows rows : held.values()) {
            rows.putBackAll(connection);
        }
        if (places.isPresent()) {
            places.get().remember(connection);
        }
    }

    @Override
    public Set<String> putBack(Connection connection, String table, String condition) throws SQLException {
        HeldRows rows = held.get(table);
        return rows != null && rows.isMade(connection) ? rows.putBack(connection, condition) : Set.of();
    }

    @Override
    public Optional<Set<String>> keysOfWhole(Connection connection, String table) throws SQLException {
        if (places.isEmpty() || !table.equals(AttributedTables.ATTRIBUTE)) {
            return Optional.empty();
        }
        Optional<Map<String, Set<String>>> changed = places.get().changed(connection);
        places.get().remember(connection);
        return changed.map(byPlace -> {
            var keys = new LinkedHashSet<String>();
            byPlace.values().forEach(keys::addAll);
            return keys;
        });
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        for (HeldRows rows : held.values()) {
            if (rows.isMade(connection)) {
                rows.recompute(connection, keys, writer);
            }
        }
    }
}
