package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.List;

/** The new shop's next order, invoice and product get numbers that nobody has. */
final class SequenceStage implements Stage {
    private final NextNumbers numbers;
    private final Journal journal;
    private final boolean isMigrated;

    /** {@code isMigrated}: the configuration has the step that brings the sequences over. */
    SequenceStage(NextNumbers numbers, Journal journal, boolean isMigrated) {
        this.numbers = numbers;
        this.journal = journal;
        this.isMigrated = isMigrated;
    }

    @Override
    public StageName name() {
        return StageName.SEQUENCES;
    }

    @Override
    public List<String> plan() {
        return List.of(
                isMigrated
                        ? "compare the target's sequences with the highest numbers that the source has given"
                        : "nothing: this configuration does not migrate the sequences of documents");
    }

    @Override
    public void run(Deadline deadline) {
        if (!isMigrated) {
            journal.say("sequences: not migrated by this configuration, not looked at");
            return;
        }
        NextNumbers.Result result = numbers.look();
        if (!result.behind().isEmpty()) {
            throw new MigrationException(
                    ErrorCode.DIFFERENCES_FOUND,
                    "The target would give numbers that are taken: " + result.behind()
                            + "; raise each sequence on the target with INSERT INTO <sequence> VALUES (<taken>)");
        }
        journal.say("sequences: %,d are at or above the source's numbers".formatted(result.sequences()));
        journal.fact("sequences", result.sequences());
    }
}
