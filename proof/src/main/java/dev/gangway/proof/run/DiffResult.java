package dev.gangway.proof.run;

import dev.gangway.proof.find.Kind;
import dev.gangway.proof.store.DiffStore;
import dev.gangway.proof.store.DiffStore.Skipped;
import dev.gangway.proof.store.DiffStore.TableResult;
import dev.gangway.proof.store.FindingStore;
import dev.gangway.proof.store.Step;
import java.util.List;
import java.util.Map;

/**
 * What a comparison has found so far.
 *
 * @param tables by target or shadow table
 * @param skipped tables that are not compared
 * @param findings the first rows that are not as in the source
 */
public record DiffResult(
        DiffStore.Run run,
        Map<String, TableResult> tables,
        Map<String, Skipped> skipped,
        List<FindingStore.Stored> findings) {
    private static final int FINDINGS = 10_000;

    public static DiffResult read(DiffStore store, DiffStore.Run run) {
        return new DiffResult(
                run,
                store.tables(run.id()),
                store.skipped(run.id()),
                store.findings().find(run.id(), null, Step.FINAL, FINDINGS));
    }

    /** Rows that are missing, extra or changed for no known reason. */
    public long differences() {
        return tables.values().stream().mapToLong(DiffResult::differences).sum();
    }

    /** The same for one table. */
    public static long differences(TableResult table) {
        return table.overflow()
                + table.found().entrySet().stream()
                        .filter(found -> found.getKey().isDifference())
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    /** Rows and tables of which it cannot be said whether they differ. */
    public long unjudged() {
        return skipped.values().stream().filter(Skipped::counts).count()
                + tables.values().stream()
                        .mapToLong(table -> table.found(Kind.SKIPPED))
                        .sum();
    }

    /** Rows of the target that were compared. */
    public long rows() {
        return tables.values().stream()
                .mapToLong(table -> table.counts().target())
                .sum();
    }

    /** True when every table is as it should be and none was left out that should have been compared. */
    public boolean isEqual() {
        return run.state().equals(DiffStore.DONE) && differences() == 0 && unjudged() == 0;
    }
}
