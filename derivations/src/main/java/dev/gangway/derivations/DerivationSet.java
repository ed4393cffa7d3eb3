package dev.gangway.derivations;

import dev.gangway.core.config.StepKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The derivations of one plan, in the order in which they are recomputed: inputs before what is derived from them. Immutable. */
public final class DerivationSet {
    public static final DerivationSet NONE = new DerivationSet(List.of());

    private final List<Derivation> derivations;
    private final Map<String, Set<String>> columns = new HashMap<>();
    private final Set<String> withAddedRows = new LinkedHashSet<>();
    private final Map<String, Derivation> holders = new HashMap<>();

    public DerivationSet(List<Derivation> derivations) {
        this.derivations = List.copyOf(derivations);
        for (Derivation derivation : this.derivations) {
            for (Input input : derivation.inputs()) {
                columns.computeIfAbsent(input.table(), table -> new LinkedHashSet<>());
                if (!input.isAll()) {
                    columns.get(input.table()).add(input.column());
                }
            }
            derivation.outputs().stream()
                    .filter(Output::addsRows)
                    .map(Output::table)
                    .forEach(withAddedRows::add);
            derivation.heldTables().forEach(table -> holders.put(table, derivation));
        }
    }

    public List<Derivation> all() {
        return derivations;
    }

    /** Those that a step asks for. */
    public List<Derivation> of(StepKind step) {
        return derivations.stream().filter(d -> d.step() == step).toList();
    }

    /** True when changes of the table touch keys of some derivation. */
    public boolean watches(String table) {
        return columns.containsKey(table);
    }

    /** The columns of a watched table whose values lead to keys. */
    public List<String> columns(String table) {
        return List.copyOf(columns.getOrDefault(table, Set.of()));
    }

    /** True when the table holds derived rows beside those that routes write: such a row gives way to theirs. */
    public boolean addsRowsTo(String table) {
        return withAddedRows.contains(table);
    }

    /** The derivation that takes rows out of the table and holds them. */
    Optional<Derivation> holder(String table) {
        return Optional.ofNullable(holders.get(table));
    }

    /** True when one that comes behind the one at a place of {@link #all()} takes rows out of the table. */
    boolean isHeldBehind(int place, String table) {
        return holder(table).map(derivations::indexOf).orElse(-1) > place;
    }

    /** Those that come behind the one at a place of {@link #all()} and read the table. */
    List<Integer> readersBehind(int place, String table) {
        var readers = new ArrayList<Integer>();
        for (int i = place + 1; i < derivations.size(); i++) {
            if (derivations.get(i).inputs().stream()
                    .anyMatch(input -> input.table().equals(table))) {
                readers.add(i);
            }
        }
        return readers;
    }
}
