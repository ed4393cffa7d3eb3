package dev.gangway.proof.run;

import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.Input;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import dev.gangway.proof.route.RouteTable;
import dev.gangway.proof.store.DiffStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares just some rows, by their keys in the source: what every route makes of them, and what is derived of them where the
 * derivation's key is the row's own. Costs one look-up per key and side, whatever the tables' sizes are. One thread at a time.
 */
public final class KeyDiff {
    private final DiffInput input;
    private final DiffStore store;

    public KeyDiff(DiffInput input) {
        this.input = input;
        this.store = new DiffStore(input.state());
    }

    /** Compares the rows with these keys, by source table and column; nothing of it stays in the state. */
    public DiffResult compare(Map<String, Collection<Map<String, Object>>> keys) {
        var units = new Units(input, List.of());
        Map<String, List<Finding>> seen = new LinkedHashMap<>();
        units.routes().forEach((unit, table) -> {
            for (Map<String, Object> key : keys.getOrDefault(table.route().source(), List.of())) {
                add(unit, table, key, units, seen);
            }
        });
        DiffStore.Run noted = store.createSeen(List.of(DiffStore.KEYS), units.names(), Units.VERDICT, seen);
        var run = new DiffStore.Run(noted.id(), noted.state(), List.of());
        try {
            new DiffRun(input, DiffListener.SILENT, DiffStore.KEYS).go(run);
            return DiffResult.read(store, store.find(run.id()).orElse(run));
        } finally {
            store.delete(run.id());
        }
    }

    private static void add(
            String unit, RouteTable table, Map<String, Object> key, Units units, Map<String, List<Finding>> seen) {
        List<Object> values = new ArrayList<>();
        table.sourceKey().forEach(column -> values.add(key.getOrDefault(column, "")));
        String target = table.route().target();
        seen.computeIfAbsent(unit, name -> new ArrayList<>()).add(wanted(target, values));
        units.derivations().forEach((name, derivation) -> {
            int place = placeOfKey(derivation, table);
            if (place >= 0) {
                seen.computeIfAbsent(name, n -> new ArrayList<>()).add(wanted(target, List.of(values.get(place))));
            }
        });
    }

    /** Which column of the route's key is the derivation's key; -1 when none is. */
    private static int placeOfKey(Derivation derivation, RouteTable table) {
        for (Input read : derivation.inputs()) {
            if (read.table().equals(table.route().target())
                    && !read.isAll()
                    && read.query().isEmpty()) {
                return table.targetKey().indexOf(read.column());
            }
        }
        return -1;
    }

    private static Finding wanted(String table, List<Object> key) {
        return new Finding(Kind.CHANGED, table, "", key, List.of(), "", null, null);
    }
}
