package dev.gangway.proof.run;

import dev.gangway.core.row.Row;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import dev.gangway.proof.derived.Correction;
import dev.gangway.proof.derived.DerivedLook;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import dev.gangway.proof.judge.Judge;
import dev.gangway.proof.route.RouteTable;
import dev.gangway.proof.store.DiffStore;
import dev.gangway.proof.store.FindingStore.Stored;
import dev.gangway.proof.store.Step;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges what is derived. Differing rows of tables that derivations read are corrected in a transaction that is rolled back, their
 * derived rows and all candidates are recomputed there, and what then differs from the target is a difference: so a derived row is
 * right or wrong by the source, not by rows of the target that are wrong themselves. One thread.
 */
final class VerdictScan {
    private static final int BLOCK = 1_000;
    private static final int MOST = 20_000;
    private static final int ROUNDS = 3;

    private final DiffStore store;
    private final Units units;
    private final Judge judge;
    private final DerivedLook look;
    private final LookAgain again;
    private final RunWatch watch;

    VerdictScan(DiffInput input, DiffStore store, Units units, Judge judge, DerivedLook look, RunWatch watch) {
        this.store = store;
        this.units = units;
        this.judge = judge;
        this.look = look;
        this.again = new LookAgain(input);
        this.watch = watch;
    }

    /** A row of a table that derivations write, as a route has it. */
    private record Open(String unit, Finding finding) {}

    void run() throws SQLException {
        var corrections = new ArrayList<Correction>();
        var open = new ArrayList<Open>();
        var ids = new ArrayList<Long>();
        for (Map.Entry<String, RouteTable> unit : units.routes().entrySet()) {
            if (units.concernsDerivations(unit.getValue().target().name())) {
                collect(unit.getKey(), unit.getValue(), corrections, open, ids);
            }
        }
        Map<Derivation, Set<String>> keys = new LinkedHashMap<>();
        var found = new LinkedHashMap<String, Finding>();
        for (Map.Entry<String, Derivation> unit : units.derivations().entrySet()) {
            candidates(unit.getKey(), unit.getValue(), keys, found, ids);
        }
        Map<String, Map<Step, List<Finding>>> ofRoutes = new LinkedHashMap<>();
        int blocks = Math.max(1, (open.size() + BLOCK - 1) / BLOCK);
        for (int i = 0; i < blocks && !(corrections.isEmpty() && open.isEmpty() && keys.isEmpty()); i++) {
            List<Open> block = open.subList(Math.min(i * BLOCK, open.size()), Math.min((i + 1) * BLOCK, open.size()));
            judge(corrections, block, i == 0 ? keys : Map.of(), found, ofRoutes);
        }
        store.findings().replace(watch.run(), Units.VERDICT, ids, Map.of(Step.FINAL, judged(found.values())));
        ofRoutes.forEach((unit, findings) -> store.findings().replace(watch.run(), unit, List.of(), findings));
        store.finish(watch.run(), Units.VERDICT);
    }

    private void collect(String unit, RouteTable table, List<Correction> corrections, List<Open> open, List<Long> ids)
            throws SQLException {
        List<Finding> told = store.findings().find(watch.run(), unit, Step.FINAL, BLOCK).stream()
                .map(Stored::finding)
                .filter(finding -> finding.kind().isDifference())
                .toList();
        if (!told.isEmpty()) {
            corrections.addAll(LookAgain.corrections(table, again.at(table, told)));
        }
        List<Stored> unsure = store.findings().find(watch.run(), unit, Step.CONFIRMED, MOST);
        if (!unsure.isEmpty()) {
            unsure.forEach(one -> ids.add(one.id()));
            again.at(table, unsure.stream().map(Stored::finding).toList())
                    .forEach(finding -> open.add(new Open(unit, finding)));
        }
    }

    /** Keys to be recomputed; of derivations without keys what differs is found at once. */
    private void candidates(
            String unit,
            Derivation derivation,
            Map<Derivation, Set<String>> keys,
            Map<String, Finding> found,
            List<Long> ids) {
        List<Stored> stored = store.findings().find(watch.run(), unit, Step.SEEN, MOST);
        stored.forEach(one -> ids.add(one.id()));
        if (stored.isEmpty()) {
            return;
        }
        if (derivation.outputs().stream().allMatch(output -> output.column().isEmpty())) {
            look.look(derivation, Keys.ALL).findings().forEach(finding -> found.put(name(finding), finding));
            return;
        }
        stored.stream()
                .map(Stored::finding)
                .filter(finding -> !finding.sourceKey().isEmpty())
                .forEach(finding -> keys.computeIfAbsent(derivation, d -> new LinkedHashSet<>())
                        .add(String.valueOf(finding.sourceKey().get(0))));
    }

    private void judge(
            List<Correction> corrections,
            List<Open> open,
            Map<Derivation, Set<String>> keys,
            Map<String, Finding> found,
            Map<String, Map<Step, List<Finding>>> ofRoutes) {
        var all = new ArrayList<>(corrections);
        Map<String, List<Finding>> byUnit = open.stream()
                .collect(Collectors.groupingBy(
                        Open::unit, LinkedHashMap::new, Collectors.mapping(Open::finding, Collectors.toList())));
        byUnit.forEach((unit, findings) ->
                units.route(unit).ifPresent(table -> all.addAll(LookAgain.corrections(table, findings))));
        DerivedLook.Verdict verdict = look.judge(all, keys);
        Map<String, Finding> differing = byName(verdict.findings());
        for (int round = 1;
                round < ROUNDS && !differing.isEmpty() && watch.stream().isStreaming();
                round++) {
            watch.stream().pass();
            differing
                    .keySet()
                    .retainAll(byName(look.judge(all, keys).findings()).keySet());
        }
        found.putAll(differing);
        Set<String> wrong = new HashSet<>();
        differing.values().forEach(finding -> wrong.add(finding.table() + " " + first(finding.sourceKey())));
        for (Open one : open) {
            String key = derivedKey(one.finding());
            boolean covered = key != null && verdict.covers(one.finding().table(), key);
            if (!covered || wrong.contains(one.finding().table() + " " + key)) {
                ofRoutes.computeIfAbsent(one.unit(), u -> new EnumMap<>(Step.class))
                        .computeIfAbsent(covered ? Step.CAUSE : Step.FINAL, step -> new ArrayList<>())
                        .add(one.finding());
            }
        }
    }

    private static Map<String, Finding> byName(List<Finding> findings) {
        var named = new LinkedHashMap<String, Finding>();
        findings.forEach(finding -> named.put(name(finding), finding));
        return named;
    }

    private static String first(List<Object> key) {
        return key.isEmpty() ? "" : String.valueOf(key.get(0));
    }

    private static String name(Finding finding) {
        return finding.table() + " " + finding.key();
    }

    /** The value of the column that holds the derivation's key. */
    private @Nullable String derivedKey(Finding finding) {
        Row row = finding.row().orElse(null);
        for (Derivation derivation : units.derivations().values()) {
            for (Output output : derivation.outputs()) {
                if (output.table().equals(finding.table()) && !output.column().isEmpty() && row != null) {
                    return row.text(output.column());
                }
            }
        }
        return null;
    }

    private List<Finding> judged(Iterable<Finding> findings) {
        Map<String, List<Finding>> byTable = new HashMap<>();
        findings.forEach(finding ->
                byTable.computeIfAbsent(finding.table(), t -> new ArrayList<>()).add(finding));
        var judged = new ArrayList<Finding>();
        byTable.forEach((table, some) -> {
            Map<Finding, String> reasons = judge.deviations(table, some);
            some.forEach(finding -> {
                String reason = reasons.get(finding);
                judged.add(reason == null ? finding : finding.as(Kind.DEVIATION, reason));
            });
        });
        return judged;
    }
}
