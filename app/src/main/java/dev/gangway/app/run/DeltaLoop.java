package dev.gangway.app.run;

import dev.gangway.app.command.Console;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.mysql.state.LookupChanges;
import dev.gangway.mysql.state.ReemitStore;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedState;
import dev.gangway.mysql.state.WantedStateStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Watches a running stream for a person: progress now and then, until Ctrl-C, a failure, or everything is carried over. */
public final class DeltaLoop {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Answers that change because rows are sent again hang on each other less deep than this. */
    private static final int ROUNDS = 8;

    private final MigrationContext context;
    private final Console console;
    private final StreamLog log = new StreamLog();
    private final StopSignal stop;

    public DeltaLoop(MigrationContext context, Console console) {
        this.context = context;
        this.console = console;
        this.stop = new StopSignal(console, "delta-stop-1");
    }

    /** Runs the stream; returns the exit code. */
    public int run(boolean untilDrained) {
        stop.begin();
        StateSchema state = context.databases().state();
        try (StreamRun stream = StreamRun.prepare(context)) {
            stream.binlogReach().ifPresent(console::say);
            Wanted first = new WantedStateStore(state).read();
            if (first.state() != WantedState.RUN) {
                obey(stream, first);
            }
            log.add(StreamLog.PROGRAM, "the stream is started");
            try (StreamOrders orders = new StreamOrders(state, first, wanted -> obey(stream, wanted));
                    var pipeline = new LivePipeline(context, stream, log, wanted -> obey(stream, wanted));
                    ControlPort served = ControlPort.open(context.config().control(), pipeline, console)) {
                orders.start();
                stream.start(stop::isGiven);
                LastFailure.forget(state);
                return carry(stream, untilDrained);
            }
        } catch (MigrationException e) {
            LastFailure.remember(state, e);
            throw e;
        } finally {
            LiveStatus.remove(LiveStatus.file(context.config()));
            stop.end();
        }
    }

    private int carry(StreamRun stream, boolean untilDrained) {
        console.say("Changes are carried" + (untilDrained ? " until source and target are level" : "; Ctrl-C ends it"));
        var teller = new StreamTeller(context, stream, console, log);
        if (untilDrained) {
            drain(stream, teller);
        } else {
            watch(stream, teller);
        }
        return end(stream);
    }

    /** Does what somebody wants; told by threads of their own, some things twice. */
    private synchronized void obey(StreamRun stream, Wanted wanted) {
        if (wanted.equals(stream.wanted())) {
            return;
        }
        stream.obey(wanted);
        log.add(wanted.cause().isEmpty() ? WantedStateStore.PERSON : wanted.cause(), wanted.text());
        console.say(
                switch (wanted.state()) {
                    case RUN -> "The stream goes on";
                    case PAUSE ->
                        "The stream is " + wanted.text() + "; gangway resume --config "
                                + context.config().file() + " goes on";
                    case STOP -> "Stopping: " + wanted.text();
                });
        if (wanted.state() == WantedState.STOP) {
            stop.give();
        }
    }

    /** Rows that somebody wants again belong to what is to be carried over; those of look-ups are waited for afterwards. */
    private void carryOutRequests(StreamRun stream, StreamTeller teller) {
        var store = new ReemitStore(context.databases().state());
        List<Long> requests = store.unsent().stream()
                .filter(ReemitStore.Progress::released)
                .filter(request -> !request.reason().equals(LookupChanges.REASON))
                .map(ReemitStore.Progress::id)
                .toList();
        while (!stop.isGiven() && !requests.stream().allMatch(store::isInTarget)) {
            throwFailure(stream);
            teller.look();
            stop.untilNextLook();
        }
    }

    /**
     * Level means also that no row has what an older answer of a look-up made of it. In a shop that goes on selling answers change all
     * the time: then those count that had changed when the waiting began, and what changes by them.
     */
    private void drain(StreamRun stream, StreamTeller teller) {
        var lookups = new LookupChanges(context.databases().state());
        boolean isLevel = false;
        for (int round = 0; round < ROUNDS && !isLevel && !stop.isGiven(); round++) {
            carryOver(stream, teller);
            var open = new OpenLookups(lookups);
            while (!stop.isGiven() && !open.areFollowed()) {
                throwFailure(stream);
                teller.look();
                stop.untilNextLook();
            }
            isLevel = isCarriedOver(stream, lookups);
        }
    }

    /** Rows that were asked for meanwhile may be on their way, and change further answers. */
    private boolean isCarriedOver(StreamRun stream, LookupChanges lookups) {
        Optional<SourcePosition> end = endOf(stream);
        return end.isPresent() && stream.awaitApplied(end.get(), LOOK) && lookups.isFollowed();
    }

    private void carryOver(StreamRun stream, StreamTeller teller) {
        carryOutRequests(stream, teller);
        Optional<SourcePosition> end = Optional.empty();
        while (!stop.isGiven() && end.isEmpty()) {
            awaitCapture(stream, teller);
            end = endOf(stream);
        }
        long nextLook = System.nanoTime() + LOOK.toNanos();
        while (!stop.isGiven() && !stream.awaitApplied(end.orElseThrow(), ShortWait.TIME)) {
            if (System.nanoTime() - nextLook >= 0) {
                teller.look();
                nextLook += LOOK.toNanos();
            }
        }
    }

    /** Empty when the source went away just now. */
    private static Optional<SourcePosition> endOf(StreamRun stream) {
        try {
            return Optional.of(stream.drainTarget());
        } catch (MigrationException e) {
            if (!e.code().isRetriable()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Capture that waits for its source is waited for, however long it takes. */
    private void awaitCapture(StreamRun stream, StreamTeller teller) {
        while (!stop.isGiven() && !stream.isCapturing()) {
            throwFailure(stream);
            teller.look();
            stop.untilNextLook();
        }
    }

    private void watch(StreamRun stream, StreamTeller teller) {
        while (!stop.isGiven()) {
            throwFailure(stream);
            teller.look();
            stop.untilNextLook();
        }
    }

    private static void throwFailure(StreamRun stream) {
        Optional<MigrationException> failure = stream.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Says what became of all changes and what is left to do; returns the exit code. */
    private int end(StreamRun stream) {
        long lag = stream.progress().lag();
        LedgerView ledger = LedgerView.read(context.databases().state());
        console.say(ledger.line());
        if (lag > 0) {
            console.say(
                    "%,d captured changes are not in the target yet: the next start goes on with them".formatted(lag));
        }
        ledger.requireBalance();
        Magento2Steps.afterStream(context.config()).forEach(console::say);
        return ledger.exitCode();
    }
}
