package dev.gangway.app.cutover;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.mysql.compare.PlanComparer;
import dev.gangway.mysql.compare.TableComparison;
import dev.gangway.mysql.schema.TableSizes;
import dev.gangway.mysql.state.ParkedKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tables are known to be equal on both sides: those that were compared row by row through the plan, and whose source
 * table has had no change since, as capture counts them.
 */
final class TableProofs {
    private final Night night;
    private final PlanComparer comparer;
    private final Map<String, Long> parked = new HashMap<>();

    TableProofs(Night night) {
        this.night = night;
        var databases = night.context().databases();
        this.comparer = new PlanComparer(
                databases.source(), databases.target(), night.context().plan());
    }

    /** Rows that are put aside are missing in the target, and known to be. */
    void tolerate(List<ParkedKind> kinds) {
        kinds.forEach(kind -> {
            parked.merge(kind.table(), kind.rows(), Long::sum);
            parked.merge(kind.targetTable(), kind.rows(), Long::sum);
        });
    }

    /** Tables that are not proved at these totals of capture, the smallest first. */
    List<TablePlan> unproved(Map<String, Long> totals) {
        Map<String, Long> proved = night.store().proved();
        TableSizes sizes = sizes();
        return night.context().plan().tables(StepKind.MAP).stream()
                .filter(table -> !totals.getOrDefault(table.source().name(), 0L)
                        .equals(proved.get(table.target().name())))
                .sorted(Comparator.comparingLong(
                        table -> sizes.of(table.source().name()).rows()))
                .toList();
    }

    /** Rows of every source table, as the server estimates them. */
    TableSizes sizes() {
        return TableSizes.read(night.context().databases().source());
    }

    /** Compares a table and those that its handlers fill; both sides should be at rest. */
    List<TableComparison> compare(TablePlan table) {
        return comparer.compare(table, night.context().lookups());
    }

    /** Notes that a table was found equal at these totals. */
    void proved(TablePlan table, Map<String, Long> totals) {
        night.store()
                .proved(
                        table.target().name(),
                        totals.getOrDefault(table.source().name(), 0L));
    }

    /** What differs beyond the rows that are put aside, for a person; empty when nothing does. */
    List<String> differences(List<TableComparison> comparisons) {
        var lines = new ArrayList<String>();
        for (TableComparison comparison : comparisons) {
            long known = Math.max(
                    parked.getOrDefault(comparison.source(), 0L), parked.getOrDefault(comparison.target(), 0L));
            if (comparison.differences() > known) {
                String examples = String.join(
                        ", ",
                        comparison.examples().stream()
                                .limit(3)
                                .map(difference -> difference.kind() + " " + difference.key())
                                .toList());
                lines.add(
                        "%s: %,d rows differ (%s)".formatted(comparison.target(), comparison.differences(), examples));
            }
        }
        return lines;
    }
}
