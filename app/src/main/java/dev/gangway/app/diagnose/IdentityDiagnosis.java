package dev.gangway.app.diagnose;

import dev.gangway.app.identity.Mismatch;
import dev.gangway.app.identity.RunGuard;
import dev.gangway.core.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether source and target are those that the state tells of. */
final class IdentityDiagnosis implements Diagnosis {

    @Override
    public Set<Needs> needs() {
        return Set.of(Needs.SOURCE, Needs.TARGET);
    }

    @Override
    public List<Finding> look(Scene scene) {
        return new RunGuard(scene.config(), scene.databases())
                .databaseMismatches().stream()
                        .map(mismatch -> finding(scene, mismatch))
                        .toList();
    }

    /** What was wrong by mistake is put right first: each command gives something up. */
    private static Finding finding(Scene scene, Mismatch mismatch) {
        var mends = new ArrayList<Mend>();
        mends.add(Mend.person("correct <source>, <destination> and source-id in "
                + scene.config().file() + ", or restore target and state from backups of the same moment"));
        Mend.named(scene.config(), mismatch.message()).stream()
                .filter(mend -> mend.where() != Mend.Where.PERSON)
                .forEach(mends::add);
        return Finding.choice(fault(mismatch), mismatch.message(), mends);
    }

    private static Fault fault(Mismatch mismatch) {
        return mismatch.code() == ErrorCode.STATE_MISSING
                ? Fault.STATE_MISSING
                : mismatch.code() == ErrorCode.SOURCE_MISMATCH ? Fault.SOURCE_REPLACED : Fault.TARGET_REPLACED;
    }
}
