package dev.gangway.app.run;

import dev.gangway.app.command.Console;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.retry.Trouble;
import dev.gangway.mysql.state.ParkedKind;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says how a running stream goes on: a line now and then, and at once when a part begins to wait or goes on, when a first row
 * of a kind is put aside, and when the ledger does not balance. One thread.
 */
final class StreamTeller {
    private static final int LOOKS_PER_LINE = 10;
    private static final int LOOKS_PER_AUDIT = 60;

    private final MigrationContext context;
    private final StreamView stream;
    private final Console console;
    private final StreamLog log;
    private final Set<List<String>> knownKinds = new HashSet<>();
    private final Map<String, ErrorCode> waiting = new HashMap<>();
    private long parked;
    private boolean alarmed;
    private int looks;

    /** What was put aside before is known; the state must be readable. */
    StreamTeller(MigrationContext context, StreamView stream, Console console, StreamLog log) {
        this.context = context;
        this.stream = stream;
        this.console = console;
        this.log = log;
        LedgerView.read(context.databases().state()).kinds().forEach(kind -> knownKinds.add(name(kind)));
    }

    /** To be called once a second. */
    void look() {
        long now = System.currentTimeMillis();
        LiveStatus.of(stream, now).write(LiveStatus.file(context.config()));
        tellWaits(now);
        long asideNow = stream.putAside();
        if (asideNow != parked || looks % LOOKS_PER_AUDIT == 0) {
            parked = asideNow;
            audit();
        }
        if (looks++ % LOOKS_PER_LINE == 0) {
            tellProgress();
        }
    }

    private void tellWaits(long now) {
        Map<String, Trouble> troubles = stream.troubles();
        troubles.forEach((part, trouble) -> {
            if (waiting.put(part, trouble.error().code()) != trouble.error().code()) {
                tell(part + " " + trouble.text(now));
            }
        });
        waiting.keySet().removeIf(part -> {
            boolean over = !troubles.containsKey(part);
            if (over) {
                tell(part + " goes on");
            }
            return over;
        });
    }

    private void tell(String what) {
        console.say(what);
        log.add(StreamLog.PROGRAM, what);
    }

    private void alarm(String what) {
        console.complain("alarm: " + what);
        log.add(StreamLog.PROGRAM, what);
    }

    /** While the target is away there is nothing to audit, and the sink says so. */
    private void audit() {
        try {
            LedgerView ledger = LedgerView.read(context.databases().state());
            ledger.kinds().stream().filter(kind -> knownKinds.add(name(kind))).forEach(this::tellKind);
            if (!ledger.isBalanced() && !alarmed) {
                alarmed = true;
                alarm(ledger.alarm() + " [" + ErrorCode.LEDGER_UNBALANCED + "]");
            }
        } catch (MigrationException e) {
            if (!e.code().isRetriable()) {
                throw e;
            }
        }
    }

    private void tellKind(ParkedKind kind) {
        alarm("first %s of %s: %s [%s]; gangway parked list --config %s%s shows them"
                .formatted(
                        kind.isDisplaced() ? "displaced row" : "parked change",
                        kind.place().isEmpty() ? "an unreadable record" : kind.place(),
                        kind.reason(),
                        kind.code(),
                        context.config().file(),
                        kind.place().isEmpty() ? "" : " --table " + kind.place()));
    }

    private static List<String> name(ParkedKind kind) {
        return List.of(kind.table(), kind.targetTable(), kind.code());
    }

    private String note() {
        Wanted wanted = stream.wanted();
        return wanted.state() == WantedState.PAUSE
                ? " (" + wanted.text() + ")"
                : stream.reason().map(r -> " (" + r + ")").orElse("");
    }

    private void tellProgress() {
        StreamRun.Progress p = stream.progress();
        console.say("capture %s, transform %s, sink %s: %,d captured, %,d applied now, lag %,d, delay %d ms%s"
                .formatted(
                        p.capture(), p.transform(), p.sink(), p.captured(), p.applied(), p.lag(), p.delayMs(), note()));
    }
}
