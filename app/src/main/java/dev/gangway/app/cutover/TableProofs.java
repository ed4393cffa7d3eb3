package dev.gangway.app.cutover;

import dev.gangway.app.run.DiffInputs;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.mysql.schema.TableSizes;
import dev.gangway.proof.run.DiffInput;
import dev.gangway.proof.run.DiffListener;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.run.DiffRun;
import dev.gangway.proof.run.Units;
import dev.gangway.proof.store.DiffStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tables are known to be equal on both sides: those that were compared row by row through the plan, and whose source
 * table has had no change since, as capture counts them.
 */
final class TableProofs {
    private final Night night;
    private final DiffInput input;

    TableProofs(Night night) {
        this.night = night;
        this.input = DiffInputs.of(night.context());
    }

    /**
     * What a comparison found.
     *
     * @param equal tables without a row that differs for no known reason
     * @param differences the others, for a person
     */
    record Comparison(Set<TablePlan> equal, List<String> differences) {}

    /** Tables that are not proved at these totals of capture. */
    List<TablePlan> unproved(Map<String, Long> totals) {
        Map<String, Long> proved = night.store().proved();
        return night.context().plan().tables(StepKind.MAP).stream()
                .filter(table -> !totals.getOrDefault(table.source().name(), 0L)
                        .equals(proved.get(table.target().name())))
                .toList();
    }

    /** Rows of every source table, as the server estimates them. */
    TableSizes sizes() {
        return TableSizes.read(night.context().databases().source());
    }

    /** Compares tables and what is derived from them; a row counts when it still differs after the stream has passed it. */
    Comparison compare(Collection<TablePlan> tables) {
        List<String> names =
                tables.stream().map(table -> table.target().name()).distinct().toList();
        if (names.isEmpty() || isNothingCompared(names)) {
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
        Set<TablePlan> equal = tables.stream()
                .filter(table -> isEqual(result, table.target().name()))
                .collect(Collectors.toSet());
        return new Comparison(equal, differences);
    }

    private boolean isNothingCompared(List<String> names) {
        return List.of(Units.VERDICT).equals(new Units(input, names).names());
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

    private static boolean isEqual(DiffResult result, String table) {
        DiffStore.TableResult of = result.tables().get(table);
        return of != null && DiffResult.differences(of) == 0;
    }

    /** Notes that a table was found equal at these totals. */
    void proved(TablePlan table, Map<String, Long> totals) {
        night.store()
                .proved(
                        table.target().name(),
                        totals.getOrDefault(table.source().name(), 0L));
    }
}
