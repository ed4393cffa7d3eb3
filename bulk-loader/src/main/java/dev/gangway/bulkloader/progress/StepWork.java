package dev.gangway.bulkloader.progress;

import dev.gangway.bulkloader.progress.BulkListener.StageRef;
import java.util.Map;

/**
 * How much one stage has to do, in units that take about equally long in all stages; a byte of a copied row is one unit.
 *
 * @param tables units of the source tables that the stage copies, by name
 * @param other units of what it does besides, about which nothing is heard until the stage is finished
 */
public record StepWork(StageRef stage, Map<String, Double> tables, double other) {
    public StepWork {
        tables = Map.copyOf(tables);
    }

    /** All of it. */
    public double total() {
        return other + tables.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
