package dev.gangway.app.reemit;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.ReemitOperations.Waiting;
import dev.gangway.app.run.ShortWait;
import dev.gangway.app.wiring.Json;
import dev.gangway.mysql.state.ReemitStore;
import dev.gangway.mysql.state.ReemitStore.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Watches one request for a person until its rows are in the target. The request lives on when nobody watches. */
final class AwaitedRequest {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ReemitStore store;
    private final long request;
    private final Console console;
    private final long begin = System.nanoTime();

    AwaitedRequest(ReemitStore store, long request, Console console) {
        this.store = store;
        this.request = request;
        this.console = console;
    }

    /** Returns the exit code. */
    int run(Waiting waiting) {
        boolean inTarget = !waiting.detach() && awaitTarget();
        Progress progress = progress();
        report(waiting, progress, inTarget);
        return progress.refused() > 0 ? ExitCode.FAILED : ExitCode.DONE;
    }

    private Progress progress() {
        return store.progress(request)
                .orElseThrow(() -> new IllegalStateException("Request " + request + " is gone from the state"));
    }

    private boolean awaitTarget() {
        long nextLook = System.nanoTime();
        long moved = System.nanoTime();
        String last = "";
        while (!store.isInTarget(request)) {
            if (System.nanoTime() >= nextLook) {
                nextLook = System.nanoTime() + LOOK_NANOS;
                String line = line(progress());
                if (!line.equals(last)) {
                    console.say(line);
                    last = line;
                    moved = System.nanoTime();
                } else if (System.nanoTime() - moved > SILENCE_NANOS) {
                    console.say(
                            "Nothing moves: does the stream run? The request waits for gangway delta; Ctrl-C leaves it");
                    moved = System.nanoTime();
                }
            }
            ShortWait.once();
        }
        return true;
    }

    private static String line(Progress progress) {
        String text = "Request %d: %,d rows sent, %,d to go".formatted(progress.id(), progress.sent(), progress.open());
        return text + progress.trouble().map(why -> "; waits: " + why).orElse("");
    }

    private void report(Waiting waiting, Progress progress, boolean inTarget) {
        if (waiting.json()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("request", progress.id());
            facts.put("reason", progress.reason());
            facts.put("open", progress.open());
            facts.put("sent", progress.sent());
            facts.put("refused", progress.refused());
            facts.put("position", progress.position().map(Object::toString).orElse(""));
            facts.put("trouble", progress.trouble().orElse(""));
            facts.put("inTarget", inTarget);
            facts.put("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
            console.result(Json.of(facts));
        } else if (inTarget) {
            console.result(
                    "%,d rows were sent again and are in the target%s".formatted(progress.sent(), refused(progress)));
        } else {
            console.result(
                    "Request " + progress.id() + " is noted: the running stream, or the next one, carries it out");
        }
    }

    private static String refused(Progress progress) {
        return progress.refused() == 0
                ? ""
                : "; %,d cannot be sent: %s"
                        .formatted(progress.refused(), progress.trouble().orElse("see the log"));
    }
}
