package dev.gangway.bulkloader.step;

import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.Mode;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.derivations.DerivationSet;
import dev.gangway.mysql.state.KeptTables;
import dev.gangway.mysql.state.StateSchema;

/**
 * What belongs to this run of a step rather than to the databases.
 *
 * @param title the step's title in the configuration: the name of its checkpoints
 * @param plan the routes of all steps
 * @param derivations what is derived from what the steps copy
 * @param kept keeps target tables as they were before this mode first wrote to them
 */
public record StepRun(
        Mode mode,
        String title,
        MigrationPlan plan,
        DerivationSet derivations,
        StateSchema state,
        KeptTables kept,
        BulkListener listener) {}
