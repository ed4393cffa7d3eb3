package dev.gangway.app.run;

import dev.gangway.app.command.Version;
import dev.gangway.control.pipeline.FlowStatus;
import dev.gangway.control.pipeline.LedgerStatus;
import dev.gangway.control.pipeline.ParkedStatus;
import dev.gangway.control.pipeline.PartStatus;
import dev.gangway.control.pipeline.PartStatus.TroubleStatus;
import dev.gangway.control.pipeline.Pipeline;
import dev.gangway.control.pipeline.PipelineStatus;
import dev.gangway.control.pipeline.PipelineStatus.State;
import dev.gangway.control.pipeline.WantedStatus;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.error.Recovery;
import dev.gangway.core.retry.Bell;
import dev.gangway.core.retry.Trouble;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedState;
import dev.gangway.mysql.state.WantedStateStore;
import dev.gangway.sink.SinkStatus;
import dev.gangway.streams.TransformStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running stream for its control port. What stands in the target is read every few seconds by a thread of its own, so that a
 * status never waits for it.
 */
final class LivePipeline implements Pipeline, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LivePipeline.class);
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final MigrationContext context;
    private final StreamView stream;
    private final StreamLog log;
    private final Consumer<Wanted> obey;
    private final Bell bell = new Bell();
    private final Thread thread = new Thread(this::readUntilClosed, "control-ledger-1");
    private volatile LedgerReading reading = LedgerReading.NONE;
    private volatile String writes = ShopWriter.MAGENTO_1;
    private volatile boolean closing;

    /**
     * @param obey told at once what is wanted through the control port
     */
    LivePipeline(MigrationContext context, StreamView stream, StreamLog log, Consumer<Wanted> obey) {
        this.context = context;
        this.stream = stream;
        this.log = log;
        this.obey = obey;
        thread.setDaemon(true);
        thread.start();
    }

    private void readUntilClosed() {
        while (!closing && !Thread.currentThread().isInterrupted()) {
            try {
                reading = LedgerReading.of(state());
                writes = ShopWriter.of(state());
            } catch (MigrationException e) {
                LOGGER.atDebug().addKeyValue("error", e.getMessage()).log("The ledger cannot be read now");
            }
            bell.await(BETWEEN_READINGS, () -> closing);
        }
    }

    private StateSchema state() {
        return context.databases().state();
    }

    @Override
    public PipelineStatus status() {
        StreamRun.Progress progress = stream.progress();
        Map<String, Trouble> troubles = stream.troubles();
        LedgerReading known = reading;
        Wanted wanted = stream.wanted();
        var sentence = new StateSentence(
                wanted,
                first(troubles, trouble -> trouble.recovery() == Recovery.NEEDS_PERSON),
                first(troubles, trouble -> trouble.recovery() != Recovery.NEEDS_PERSON),
                writes,
                StateSentence.behind(progress.lag(), progress.delayMs()),
                known.parkedRows(),
                known.ledger().balanced());
        return new PipelineStatus(
                context.config().sourceId(),
                Version.text(),
                System.currentTimeMillis(),
                state(sentence),
                sentence.text(),
                sentence.next(context.config()),
                of(wanted),
                parts(progress, troubles),
                flow(progress),
                known.ledger(),
                known.parked(),
                log.entries());
    }

    private static Optional<String> first(Map<String, Trouble> troubles, Predicate<Trouble> wanted) {
        return troubles.entrySet().stream()
                .filter(part -> wanted.test(part.getValue()))
                .findFirst()
                .map(part -> part.getKey() + " [" + part.getValue().error().code() + "]");
    }

    private State state(StateSentence sentence) {
        if (sentence.failed().isPresent() || !sentence.balanced()) {
            return State.FAILED;
        }
        if (sentence.wanted().state() == WantedState.PAUSE) {
            return State.PAUSED;
        }
        if (sentence.waiting().isPresent()) {
            return State.WAITING;
        }
        return stream.isCapturing() ? State.RUNNING : State.STARTING;
    }

    private List<PartStatus> parts(StreamRun.Progress progress, Map<String, Trouble> troubles) {
        TransformStatus transform = stream.transform();
        SinkStatus sink = stream.sink();
        Trouble capture = troubles.get("capture");
        Trouble broker = troubles.get("broker");
        return List.of(
                end("source", capture, "SOURCE"),
                part("capture", progress.capture(), progress.captured(), "captured", capture),
                part(
                        "topics",
                        broker == null ? "OK" : "AWAY",
                        transform.lagRecords() + sink.lagRecords(),
                        "waiting",
                        broker),
                part("transform", progress.transform(), transform.mapped(), "mapped", troubles.get("transform")),
                part("sink", progress.sink(), progress.applied(), "applied now", troubles.get("sink")),
                end("target", troubles.get("sink"), "TARGET"));
    }

    private static PartStatus part(String name, String state, long figure, String unit, @Nullable Trouble trouble) {
        return new PartStatus(name, state, figure, unit, trouble == null ? null : of(trouble));
    }

    /** A server is away when the part beside it says so; the trouble stands there. */
    private static PartStatus end(String name, @Nullable Trouble beside, String codes) {
        boolean away = beside != null && beside.error().code().name().startsWith(codes);
        return new PartStatus(name, away ? "AWAY" : "OK", 0, "", null);
    }

    private static TroubleStatus of(Trouble trouble) {
        return new TroubleStatus(
                trouble.error().code().name(),
                trouble.recovery().words(),
                String.valueOf(trouble.error().getMessage()),
                trouble.tries(),
                trouble.nextTryMs());
    }

    private FlowStatus flow(StreamRun.Progress progress) {
        SinkStatus sink = stream.sink();
        return new FlowStatus(
                progress.captured(),
                progress.applied(),
                progress.lag(),
                progress.delayMs(),
                sink.delay().p50Ms(),
                sink.delay().p95Ms(),
                sink.delay().p99Ms(),
                sink.sourceTimeMs(),
                sink.atCut(),
                stream.transform().lagRecords(),
                sink.lagRecords(),
                sink.bufferedBytes(),
                String.valueOf(sink.position()));
    }

    private static WantedStatus of(Wanted wanted) {
        return new WantedStatus(
                wanted.state().name(),
                wanted.cause(),
                wanted.reason(),
                wanted.since().toEpochMilli());
    }

    @Override
    public LedgerStatus ledger() {
        LedgerReading now = LedgerReading.of(state());
        reading = now;
        return now.ledger();
    }

    @Override
    public List<ParkedStatus> parked() {
        LedgerReading now = LedgerReading.of(state());
        reading = now;
        return now.parked();
    }

    @Override
    public WantedStatus want(Wish wish, String reason) {
        Wanted now =
                switch (wish) {
                    case PAUSE -> store(WantedState.PAUSE, reason);
                    case RESUME -> store(WantedState.RUN, reason);
                    // It is for this process only, so that it works while the target is away, too.
                    case STOP ->
                        new Wanted(
                                WantedState.STOP,
                                WantedStateStore.PERSON,
                                reason,
                                Instant.ofEpochMilli(System.currentTimeMillis()));
                };
        obey.accept(now);
        return of(now);
    }

    private Wanted store(WantedState state, String reason) {
        return new WantedStateStore(state()).want(state, WantedStateStore.PERSON, reason);
    }

    @Override
    public void close() {
        closing = true;
        bell.ring();
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
