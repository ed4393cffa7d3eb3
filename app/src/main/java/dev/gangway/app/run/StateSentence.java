package dev.gangway.app.run;

import dev.gangway.control.pipeline.PipelineStatus.NextStep;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The state of a stream in a few sentences, the worst first, and what a person should do about it.
 *
 * @param failed which part needs a person, and why
 * @param waiting which part waits by itself, and why
 * @param writes which shop takes orders
 * @param target how far the target is, such as {@code 0.4 s behind}
 * @param parked changes and rows put aside that nobody has settled
 */
record StateSentence(
        Wanted wanted,
        Optional<String> failed,
        Optional<String> waiting,
        String writes,
        String target,
        long parked,
        boolean balanced) {

    /** How far the target is while a stream tells it. */
    static String behind(long lag, long delayMs) {
        return lag == 0
                ? "level"
                : String.format(
                        Locale.ROOT, "%.1f s behind, %,d %s", delayMs / 1000.0, lag, lag == 1 ? "change" : "changes");
    }

    /** For example {@code Shop writes: Magento 1. Target: 0.4 s behind, 12 changes. Nothing parked.} */
    String text() {
        List<String> sentences = new ArrayList<>();
        if (!balanced) {
            sentences.add("The ledger does not balance.");
        }
        if (failed.isPresent()) {
            sentences.add("Stopped: " + failed.get() + ".");
        } else if (wanted.state() == WantedState.PAUSE) {
            sentences.add("The stream is " + wanted.text() + ".");
        } else {
            waiting.ifPresent(why -> sentences.add("Waiting: " + why + "."));
        }
        sentences.add("Shop writes: " + writes + ".");
        sentences.add("Target: " + target + ".");
        sentences.add(parked == 0 ? "Nothing parked." : String.format(Locale.ROOT, "%,d parked.", parked));
        return String.join(" ", sentences);
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
            return new NextStep("Resume before the source purges its binlog", "gangway resume" + file);
        }
        if (waiting.isPresent()) {
            return new NextStep(
                    "Nothing if the server comes back: it goes on by itself", "gangway status --more" + file);
        }
        return parked > 0
                ? new NextStep("Look at what is put aside and why", "gangway parked list" + file)
                : NextStep.NONE;
    }
}
