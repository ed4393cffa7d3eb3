package dev.gangway.app.run;

import dev.gangway.control.pipeline.PipelineStatus.NextStep;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedState;
import java.util.Locale;
import java.util.Optional;

/**
 * The state of a stream in one sentence, and what a person should do about it.
 *
 * @param failed which part needs a person, and why
 * @param waiting which part waits by itself, and why
 * @param lag captured changes that the target does not have yet
 * @param parked changes and rows put aside that nobody has settled
 */
record StateSentence(
        Wanted wanted,
        Optional<String> failed,
        Optional<String> waiting,
        long lag,
        long delayMs,
        long parked,
        boolean balanced) {

    /** For example {@code Shop writes: Magento 1. Target: 0.4 s behind. Nothing parked.} */
    String text() {
        String what = failed.map(why -> "Stopped: " + why + ".")
                .orElseGet(() -> wanted.state() == WantedState.PAUSE
                        ? "The stream is " + wanted.text() + "."
                        : waiting.map(why -> "Waiting: " + why + ".").orElse(""));
        return ((balanced ? "" : "The ledger does not balance. ") + what + " Shop writes: Magento 1. Target: "
                        + behind() + ". " + putAside())
                .strip();
    }

    private String behind() {
        return lag == 0
                ? wanted.state() == WantedState.PAUSE ? "as it was" : "level"
                : String.format(Locale.ROOT, "%.1f s behind, %,d changes", delayMs / 1000.0, lag);
    }

    private String putAside() {
        return parked == 0 ? "Nothing parked." : String.format(Locale.ROOT, "%,d parked.", parked);
    }

    /** The most urgent thing, if there is one. */
    NextStep next(MigrationConfig config) {
        String file = " --config " + config.file();
        if (!balanced) {
            return new NextStep(
                    "Keep state and topics as they are, stop, and report it with the numbers", "gangway stop" + file);
        }
        if (failed.isPresent()) {
            return new NextStep("Do what the message says, then start again", "gangway delta" + file);
        }
        if (wanted.state() == WantedState.PAUSE) {
            return new NextStep("Resume before the source's binlog is purged", "gangway resume" + file);
        }
        if (waiting.isPresent()) {
            return new NextStep("It goes on by itself when the server is back", "gangway status --more" + file);
        }
        return parked > 0 ? new NextStep("Look at what is put aside and why", "gangway losses" + file) : NextStep.NONE;
    }
}
