package dev.gangway.proof.run;

import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.WholeDerivation;
import dev.gangway.derivations.cleaning.LastCleanings;
import dev.gangway.mysql.state.KeptTables;
import dev.gangway.proof.route.BagLook;
import dev.gangway.proof.route.RouteTable;
import dev.gangway.proof.store.DiffStore.Skipped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a comparison consists of, by name; the same whenever it is resumed under the same plan. Immutable. */
public final class Units {
    /** The last part: what is derived from rows that differ. */
    public static final String VERDICT = "verdict";

    private final Map<String, RouteTable> ordered = new LinkedHashMap<>();
    private final Map<String, BagLook> bags = new LinkedHashMap<>();
    private final Map<String, Derivation> derivations = new LinkedHashMap<>();
    private final Map<String, Skipped> skipped = new TreeMap<>();
    private final Set<String> derived = new LinkedHashSet<>();
    private final Set<String> watched = new LinkedHashSet<>();

    /** {@code only}: tables of source or target, or names of parts; all when there are none. */
    public Units(DiffInput input, List<String> only) {
        Map<String, Long> routesByTarget =
                input.plan().routes().stream().collect(Collectors.groupingBy(Route::target, Collectors.counting()));
        for (Route route : input.plan().routes()) {
            if (route.table().source().view()) {
                continue;
            }
            if (routesByTarget.getOrDefault(route.target(), 0L) > 1) {
                skipped.put(route.target(), new Skipped("rows of several source tables go there", true));
            } else if (isWanted(only, route.source(), route.target(), name(route))) {
                add(input, route);
            }
        }
        for (Derivation derivation : input.derivations().all()) {
            if (derivation instanceof WholeDerivation || LastCleanings.isOne(derivation)) {
                continue; // decided as a whole; or what routes write, less or more some: compared with their routes
            }
            String name = "derived: " + derivation.name();
            var names = new ArrayList<>(List.of(name));
            derivation.outputs().forEach(output -> names.add(output.table()));
            derived.addAll(names);
            derivation.inputs().forEach(read -> watched.add(read.table()));
            if (isWanted(only, names.toArray(String[]::new))) {
                derivations.put(name, derivation);
            }
        }
        if (only.isEmpty()) {
            skipOthers(input);
        }
    }

    /** All that a comparison of everything covers. */
    public static List<Part> parts(DiffInput input) {
        return new Parts(input).of(new Units(input, List.of()));
    }

    boolean compares(Route route) {
        return ordered.containsKey(name(route)) || bags.containsKey(name(route));
    }

    static String name(Route route) {
        return route.source() + " > " + route.target();
    }

    private void add(DiffInput input, Route route) {
        String name = name(route);
        if (RouteTable.isOrdered(route.table())) {
            var table = new RouteTable(input.plan(), route, input.source(), input.names());
            ordered.put(name, table);
            table.notCompared()
                    .forEach(side -> skipped.put(side, new Skipped("its rows do not name their source row", true)));
        } else {
            bags.put(name, new BagLook(route, input.source(), input.names()));
        }
    }

    private static boolean isWanted(List<String> only, String... names) {
        if (only.isEmpty()) {
            return true;
        }
        for (String name : names) {
            String plain = ShadowTable.isShadow(name) ? ShadowTable.sourceOf(name) : name;
            if (only.contains(name) || only.contains(plain)) {
                return true;
            }
        }
        return false;
    }

    /** Tables that the load writes and that neither routes nor derivations keep true. */
    private void skipOthers(DiffInput input) {
        Set<String> compared = new LinkedHashSet<>(derived);
        ordered.values().forEach(table -> compared.addAll(table.tables()));
        input.plan().routes().forEach(route -> compared.add(route.target()));
        for (String mode : List.of("settings", "data")) {
            for (KeptTables.Kept kept : new KeptTables(input.state(), mode).all()) {
                if (!compared.contains(kept.table()) && !kept.table().startsWith("sequence_")) {
                    skipped.putIfAbsent(
                            kept.table(), new Skipped("decided as a whole by a step of the " + mode + " mode", false));
                }
            }
        }
    }

    /** Names of all parts, in the order in which they are done. */
    public List<String> names() {
        var names = new ArrayList<String>(ordered.keySet());
        names.addAll(bags.keySet());
        names.addAll(derivations.keySet());
        names.add(VERDICT);
        return names;
    }

    /** The derivation that writes a table, with the name of its part. */
    public Optional<Map.Entry<String, Derivation>> derivationOf(String table) {
        return derivations.entrySet().stream()
                .filter(unit -> unit.getValue().outputs().stream()
                        .anyMatch(output -> output.table().equals(table)))
                .findFirst();
    }

    Map<String, Skipped> skipped() {
        return skipped;
    }

    /** The route that a part compares. */
    public Optional<RouteTable> route(String unit) {
        return Optional.ofNullable(ordered.get(unit));
    }

    Optional<BagLook> bag(String unit) {
        return Optional.ofNullable(bags.get(unit));
    }

    /** The derivation that a part compares. */
    public Optional<Derivation> derivation(String unit) {
        return Optional.ofNullable(derivations.get(unit));
    }

    /** All parts that compare routes in order. */
    Map<String, RouteTable> routes() {
        return ordered;
    }

    Map<String, Derivation> derivations() {
        return derivations;
    }

    /** True when derivations write the table. */
    boolean isDerived(String table) {
        return derived.contains(table);
    }

    /** True when derivations read or write the table. */
    boolean concernsDerivations(String table) {
        return derived.contains(table) || watched.contains(table);
    }
}
