package dev.gangway.proof.run;

import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.derivations.DerivationSet;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.state.StateSchema;

/**
 * What a comparison is made with. Immutable.
 *
 * @param derivations made so that they change no structure: nothing is written
 * @param byTriggers true when changes are captured by triggers, not from the binlog
 */
public record DiffInput(
        Database source,
        StateSchema state,
        MigrationPlan plan,
        DerivationSet derivations,
        RuleFiles rules,
        boolean byTriggers) {

    /** The same by other connections; derivations keep theirs. */
    DiffInput through(Database lentSource, Database lentTarget) {
        return new DiffInput(lentSource, state.through(lentTarget), plan, derivations, rules, byTriggers);
    }

    Database target() {
        return state.target();
    }

    TargetNames names() {
        return state.names();
    }
}
