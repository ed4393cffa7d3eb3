package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;

/** Tells beforehand what the stage behind the fence will insist on; while both sides move, a small distance is no fault yet. */
final class SequenceCheck implements Check {
    private final NextNumbers numbers;
    private final boolean isMigrated;

    SequenceCheck(NextNumbers numbers, boolean isMigrated) {
        this.numbers = numbers;
        this.isMigrated = isMigrated;
    }

    @Override
    public String name() {
        return "sequences";
    }

    @Override
    public Finding look(Deadline deadline) {
        if (!isMigrated) {
            return Finding.note(name(), "this configuration does not migrate the sequences of documents");
        }
        NextNumbers.Result result = numbers.look();
        return result.behind().isEmpty()
                ? Finding.ok(name(), "%,d are at or above the source's numbers".formatted(result.sequences()))
                : Finding.note(name(), "behind at this moment: " + result.behind());
    }
}
