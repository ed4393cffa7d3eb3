package dev.gangway.app.diagnose;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.List;
import java.util.Set;

/** Whether the state schema is whole and of a version that this program knows. */
final class StateDiagnosis implements Diagnosis {

    @Override
    public Set<Needs> needs() {
        return Set.of(Needs.STATE);
    }

    @Override
    public List<Finding> look(Scene scene) {
        try {
            scene.databases().state().check();
            return List.of();
        } catch (MigrationException e) {
            String message = String.valueOf(e.getMessage());
            if (e.code() == ErrorCode.CHECKPOINT_MISMATCH) {
                return List.of(
                        Finding.of(Fault.STATE_NEWER, message, Mend.person("start the newer version of the program")));
            }
            if (e.code() != ErrorCode.CHECKPOINT_CORRUPTED) {
                throw e;
            }
            return List.of(Finding.choice(
                    Fault.STATE_DAMAGED,
                    message,
                    List.of(
                            Mend.person("restore " + scene.databases().state().name()
                                    + " and the target from backups of the same moment"),
                            scene.command("run --reset --yes"))));
        }
    }
}
