package dev.gangway.app.diagnose;

import dev.gangway.app.run.StreamSigns;
import dev.gangway.core.config.Mode;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.mysql.state.Cutover;
import dev.gangway.mysql.state.CutoverStore;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.StreamState;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedState;
import dev.gangway.mysql.write.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the stream is, by what it says itself, by its lock, and by how far it has brought the target. */
final class StreamDiagnosis implements Diagnosis {
    private static final long SILENT_SECONDS = 60;

    @Override
    public Set<Needs> needs() {
        return Set.of(Needs.STATE);
    }

    @Override
    public List<Finding> look(Scene scene) {
        var findings = new ArrayList<Finding>();
        Wanted wanted = scene.wanted();
        if (wanted.state() == WantedState.PAUSE) {
            findings.add(Finding.of(Fault.PAUSED, "it is " + wanted.text(), scene.command("resume")));
        }
        StreamSigns stream = scene.stream();
        if (stream.runs()) {
            waits(scene, stream, findings);
            if (wanted.state() != WantedState.PAUSE) { // a stop is obeyed at once
                silent(scene, stream).ifPresent(findings::add);
            }
        } else if (shouldRun(scene)) {
            findings.add(stopped(scene, stream));
        }
        return findings;
    }

    private static void waits(Scene scene, StreamSigns stream, List<Finding> findings) {
        for (StreamSigns.Wait wait : stream.waits()) {
            String evidence = wait.part() + ": " + wait.message() + " [" + wait.code() + "]";
            findings.add(
                    wait.needsPerson()
                            ? failed(scene, evidence, wait.message())
                            : Finding.of(
                                    Fault.STREAM_WAITS,
                                    evidence,
                                    Mend.person("nothing once that is back: it goes on by itself")));
        }
    }

    private static Finding failed(Scene scene, String evidence, String message) {
        var mends = new ArrayList<Mend>();
        List<Mend> named = Mend.named(scene.config(), message);
        mends.addAll(named);
        Mend start = scene.command("delta");
        boolean isEnough = named.stream()
                .anyMatch(mend -> mend.equals(start) || mend.text().startsWith("gangway attach"));
        if (!isEnough) {
            mends.add(start);
        }
        return new Finding(Fault.STREAM_FAILED, List.of(evidence), mends, false);
    }

    private static boolean shouldRun(Scene scene) {
        StateSchema state = scene.databases().state();
        boolean isOver = new CutoverStore(state)
                .last()
                .filter(last -> !last.rehearsal() && last.outcome() == Cutover.Outcome.SWITCHED)
                .isPresent();
        return !isOver
                && !scene.loads()
                && !scene.config().steps(Mode.DELTA).isEmpty()
                && new StreamState(state).pending().isEmpty()
                && UnfinishedDiagnosis.isLoaded(scene.config(), state);
    }

    private static Finding stopped(Scene scene, StreamSigns stream) {
        return stream.failure()
                .filter(failure -> StreamSigns.code(failure.code())
                        .filter(ErrorCode::isRetriable)
                        .isEmpty())
                .map(failure -> failed(
                        scene,
                        "at " + failure.at() + ": " + failure.message() + " [" + failure.code() + "]",
                        failure.message()))
                .orElseGet(() -> Finding.of(
                        Fault.STREAM_STOPPED,
                        stream.failure()
                                .map(failure -> "the last one ended at " + failure.at() + ": " + failure.message())
                                .orElse("no process holds the stream's lock on the target"),
                        scene.command("delta")));
    }

    /** The watermark moves every second or so, also when nothing happens; it is older in the target's own time. */
    private static Optional<Finding> silent(Scene scene, StreamSigns stream) {
        return scene.place((connection, store) -> {
            Optional<SinkStateStore.Watermark> mark = store.watermark(connection);
            if (mark.isEmpty() || stream.tells()) {
                return Optional.empty();
            }
            long now = Statements.queryLong(connection, "SELECT UNIX_TIMESTAMP()");
            long seconds = now - mark.get().sourceMicros() / 1_000_000;
            return seconds <= SILENT_SECONDS
                    ? Optional.empty()
                    : Optional.of(Finding.of(
                            Fault.STREAM_SILENT,
                            "connection %d on the target holds the lock, the target is %,d s behind, and no stream on this"
                                            .formatted(stream.holder().orElseThrow(), seconds)
                                    + " machine says why",
                            Mend.person("look at the stream's own machine first: gangway status --more tells there"),
                            Mend.target("KILL " + stream.holder().orElseThrow() + ";"),
                            scene.command("delta")));
        });
    }
}
