package dev.gangway.app.cutover;

import dev.gangway.app.run.DiffInputs;
import dev.gangway.mysql.schema.TableSizes;
import dev.gangway.proof.run.DiffInput;
import dev.gangway.proof.run.DiffListener;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.run.DiffRun;
import dev.gangway.proof.run.Part;
import dev.gangway.proof.run.Units;
import dev.gangway.proof.store.DiffStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tables and derivations are known to be as in the source: those that were compared row by row through the plan, and whose source
 * tables have had no change since, as capture counts them.
 */
final class TableProofs {
    /** To compute a row anew takes about as long as to compare so many. */
    private static final long COST_OF_DERIVED = 5;

    private static final int NAME_LIMIT = 64;

    private final Night night;
    private final DiffInput input;
    private final List<Part> parts;

    TableProofs(Night night) {
        this.night = night;
        this.input = DiffInputs.of(night.context());
        this.parts = Units.parts(input);
    }

    /**
     * What a comparison found.
     *
     * @param equal parts without a row that differs for no known reason
     * @param differences the others, for a person
     */
    record Comparison(Set<Part> equal, List<String> differences) {}

    /** How many changes of a part's source tables capture has counted. */
    static long changes(Part part, Map<String, Long> totals) {
        return part.sources().stream()
                .mapToLong(source -> totals.getOrDefault(source, 0L))
                .sum();
    }

    /** As the state keeps it: tables by their own names. */
    private static String name(Part part) {
        String name = part.isDerived() ? part.name() : part.tables().get(0);
        return name.length() <= NAME_LIMIT ? name : name.substring(0, NAME_LIMIT);
    }

    /** Parts that are not proved at these totals of capture. */
    List<Part> unproved(Map<String, Long> totals) {
        Map<String, Long> proved = night.store().proved();
        return parts.stream()
                .filter(part -> !Long.valueOf(changes(part, totals)).equals(proved.get(name(part))))
                .toList();
    }

    /** How many rows have to be read to compare a part, by the target's estimate. */
    @FunctionalInterface
    interface Sizes {
        long rows(Part part);
    }

    Sizes sizes() {
        TableSizes sizes = TableSizes.read(night.context().databases().target());
        TableSizes source = TableSizes.read(night.context().databases().source());
        return part -> part.isDerived()
                ? COST_OF_DERIVED * rows(part.tables(), sizes)
                : Math.max(rows(part.tables(), sizes), rows(part.sources(), source));
    }

    private static long rows(Collection<String> tables, TableSizes sizes) {
        return tables.stream().mapToLong(table -> sizes.of(table).rows()).sum();
    }

    /** Compares parts; a row counts when it still differs after the stream has passed it. */
    Comparison compare(Collection<Part> open) {
        List<String> names = open.stream().map(Part::name).toList();
        if (names.isEmpty()) {
            return new Comparison(Set.of(), List.of());
        }
        DiffResult result = compareNames(names);
        var differences = new ArrayList<String>();
        result.tables().forEach((table, of) -> {
            long rows = DiffResult.differences(of);
            if (rows > 0) {
                differences.add("%s: %,d rows differ".formatted(table, rows));
            }
        });
        Set<Part> equal = open.stream().filter(part -> isEqual(result, part)).collect(Collectors.toSet());
        return new Comparison(equal, differences);
    }

    private DiffResult compareNames(List<String> names) {
        var store = new DiffStore(input.state());
        var diff = new DiffRun(input, DiffListener.SILENT);
        DiffStore.Run run = diff.create(names);
        try {
            diff.go(run);
            return DiffResult.read(store, store.find(run.id()).orElse(run));
        } finally {
            store.delete(run.id());
        }
    }

    /** A derivation of nothing has no rows to be seen. */
    private static boolean isEqual(DiffResult result, Part part) {
        return part.tables().stream()
                .map(result.tables()::get)
                .allMatch(of -> of == null ? part.isDerived() : DiffResult.differences(of) == 0);
    }

    /** Notes that a part was found equal at these totals. */
    void proved(Part part, Map<String, Long> totals) {
        night.store().proved(name(part), changes(part, totals));
    }
}
