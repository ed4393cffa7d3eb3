package dev.gangway.app.identity;

import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.mysql.state.RunIdentity;
import dev.gangway.mysql.state.RunIdentityStore;
import dev.gangway.mysql.state.TargetMark;
import java.util.List;
import java.util.Optional;

/** Compares the target's mark and rows with what the state says of them. */
final class TargetCheck {
    private static final int READINGS = 100;

    private final MigrationConfig config;
    private final Databases databases;
    private final RunIdentityStore identities;

    TargetCheck(MigrationConfig config, Databases databases) {
        this.config = config;
        this.databases = databases;
        this.identities = new RunIdentityStore(databases.state());
    }

    List<Mismatch> find() {
        Optional<RunIdentity> identity = identity();
        Optional<TargetMark> mark = identities.mark();
        // A running stream moves both at once: what was read before and after its transaction does not fit.
        Optional<RunIdentity> after = identity();
        for (int reading = 1; reading < READINGS && !after.equals(identity); reading++) {
            identity = after;
            mark = identities.mark();
            after = identity();
        }
        Optional<Mismatch> marked = identity.isPresent() ? compare(identity.get(), mark) : mark.map(this::withoutState);
        if (marked.isPresent() || identity.isEmpty()) {
            return marked.stream().toList();
        }
        return rows().stream().toList();
    }

    private Optional<RunIdentity> identity() {
        return databases.state().exists() ? identities.find() : Optional.empty();
    }

    /** Only whether the target and the state are those of one run, whatever their moments are. */
    List<Mismatch> findStrange() {
        Optional<RunIdentity> identity = identity();
        Optional<TargetMark> mark = identities.mark();
        if (identity.isEmpty()) {
            return List.of(mark.map(this::withoutState).orElseGet(this::withoutRun));
        }
        boolean isUnmarked = mark.isEmpty() && identity.get().markId().isPresent();
        return isUnmarked ? List.of(unmarked(identity.get())) : findForeign();
    }

    private Mismatch withoutRun() {
        return new Mismatch(
                ErrorCode.STATE_MISSING,
                "Beside " + target() + " there is no state schema "
                        + databases.state().name()
                        + " of a run: a target can be attached only together with the state that was copied or restored with"
                        + " it. Copy the schema too, or load: " + command("run"),
                false);
    }

    /** Only whether the mark is that of another run. */
    List<Mismatch> findForeign() {
        Optional<RunIdentity> identity = identity();
        return identities
                .mark()
                .filter(mark -> identity.isPresent()
                        && !mark.runId().equals(identity.get().runId()))
                .map(mark -> foreign(identity.orElseThrow(), mark))
                .stream()
                .toList();
    }

    private Mismatch withoutState(TargetMark mark) {
        return new Mismatch(
                ErrorCode.STATE_MISSING,
                target() + " is marked as filled by run " + mark.runId() + " of source-id " + mark.sourceId()
                        + ", but state schema " + databases.state().name()
                        + " beside it knows nothing of a run. If the state was dropped, restore it from a backup of the"
                        + " same moment. If the configuration names the wrong target or source-id, correct it. To begin"
                        + " anew, install or restore a fresh Magento 2; " + command("reset")
                        + " removes the mark from a target that is fresh already",
                false);
    }

    private Optional<Mismatch> compare(RunIdentity identity, Optional<TargetMark> mark) {
        if (identity.markId().isEmpty()) {
            return mark.map(other -> foreign(identity, other));
        }
        if (mark.isEmpty()) {
            return identities.claimsRows() ? Optional.of(unmarked(identity)) : Optional.empty();
        }
        if (!mark.get().runId().equals(identity.runId())) {
            return Optional.of(foreign(identity, mark.get()));
        }
        long turn = mark.get().turn();
        return turn == identity.turn() ? Optional.empty() : Optional.of(otherMoment(turn < identity.turn()));
    }

    private Mismatch foreign(RunIdentity identity, TargetMark mark) {
        return mismatch(target() + " is marked as filled by run " + mark.runId() + " of source-id " + mark.sourceId()
                + ", state schema " + databases.state().name() + " belongs to run " + identity.runId()
                + ": the target is another database than it was. Correct <destination> or <source-id> in the"
                + " configuration; to forget this run without touching the target: DROP DATABASE "
                + databases.state().name());
    }

    private Mismatch unmarked(RunIdentity identity) {
        String what = target() + " does not carry the mark of run " + identity.runId() + ", which filled it as state"
                + " schema " + databases.state().name() + " says: ";
        if (new RowClaims(databases).areMet()) {
            return new Mismatch(
                    ErrorCode.TARGET_MISMATCH,
                    what
                            + "its rows are there, so table flag was emptied, or a dump without it was read in. If it is as this"
                            + " run left it: "
                            + command("accept")
                            + "; if it may be older than the state: afterwards " + command("diff")
                            + ". If it is another database, correct <destination>",
                    true);
        }
        return mismatch(what
                + "it was restored from a backup from before this migration, or another database has taken its"
                + " name" + shortRows()
                + ". If the configuration names the wrong database, correct <destination>. If the target was restored,"
                + " restore the state schema from a backup of the same moment as well, or load everything again: "
                + command("run") + " --reset");
    }

    private Mismatch otherMoment(boolean targetIsOlder) {
        String which = targetIsOlder
                ? " is older than state schema %s says: it was restored from a backup made during this migration, and lacks"
                        + " what was written since"
                : " is newer than state schema %s: the state was restored from an older backup";
        return mismatch(target() + which.formatted(databases.state().name()) + shortRows()
                + ". Restore both from backups of the same moment, or load everything again: " + command("run")
                + " --reset");
    }

    private String shortRows() {
        List<String> tables = new RowClaims(databases).shortTables();
        return tables.isEmpty() ? "" : "; rows are missing in " + RowClaims.some(tables);
    }

    private Optional<Mismatch> rows() {
        List<String> tables = new RowClaims(databases).lostTables();
        return tables.isEmpty()
                ? Optional.empty()
                : Optional.of(new Mismatch(
                        ErrorCode.TARGET_MISMATCH,
                        target() + " has lost rows that were loaded: " + RowClaims.some(tables)
                                + ". It was restored in part, or somebody removed them. Restore these tables, or load"
                                + " again: " + command("data") + " --reset. If they are meant to be gone: "
                                + command("accept"),
                        true));
    }

    private static Mismatch mismatch(String message) {
        return new Mismatch(ErrorCode.TARGET_MISMATCH, message, false);
    }

    private String target() {
        return "Target database " + databases.target().config().address();
    }

    private String command(String name) {
        return "gangway " + name + " --config " + config.file();
    }
}
