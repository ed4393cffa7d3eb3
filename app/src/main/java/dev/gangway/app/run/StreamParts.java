package dev.gangway.app.run;

import dev.gangway.app.command.StreamRole;
import dev.gangway.app.fence.StreamGuard;
import dev.gangway.app.identity.PlanFingerprint;
import dev.gangway.cdc.CaptureRecord;
import dev.gangway.cdc.CdcConnector;
import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.plan.ChangeMapper;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.embedded.process.ProcessGuard;
import dev.gangway.events.Topics;
import dev.gangway.mysql.lookup.JdbcLookups;
import dev.gangway.mysql.read.BinlogReach;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.StreamLock;
import dev.gangway.mysql.state.WantedStateStore;
import dev.gangway.sink.Sink;
import dev.gangway.sink.SinkConfig;
import dev.gangway.sink.read.ReadLimits;
import dev.gangway.sink.write.TargetShape;
import dev.gangway.streams.TransformConfig;
import dev.gangway.streams.TransformerStreams;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the parts of one stream and whatever they need, and closes all of it in the opposite order, at the latest when the
 * process ends. Thread-safe.
 */
final class StreamParts implements AutoCloseable {
    private final MigrationContext context;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Broker broker;
    private final Topics topics;
    private final boolean isAlone;
    private final @Nullable CdcConnector connector;
    private final @Nullable TransformerStreams transformer;
    private final @Nullable Sink sink;
    private final Optional<BinlogReach> reach;

    /** Makes everything and starts nothing but an embedded broker. */
    StreamParts(MigrationContext context) {
        this(context, EnumSet.allOf(StreamRole.class), true);
    }

    /** Makes what one role needs; the process has joined the stream and holds the role. */
    static StreamParts of(MigrationContext context, StreamRole role) {
        return new StreamParts(context, Set.of(role), false);
    }

    private StreamParts(MigrationContext context, Set<StreamRole> roles, boolean isAlone) {
        this.context = context;
        this.topics = new Topics(context.config().sourceId());
        this.isAlone = isAlone;
        // Whoever ends the process from outside: servers started here must outlive what uses them.
        kept(ProcessGuard.beforeShutdown(this::close));
        try {
            StateSchema state = context.databases().state();
            if (isAlone) {
                kept(StreamLock.takeAlone(state));
                new WantedStateStore(state).forgetStop();
            }
            var capture = new Capture(context);
            capture.requireStart();
            Broker opened = kept(Broker.open(context.config(), topics));
            var check = new TopicsCheck(context);
            Optional<CaptureRecord> last = check.requireOurs(capture.config(opened, topics, ""));
            check.requireSame(opened.topicIds(topics), last.isPresent());
            this.broker = opened.with(check.requireSame(opened.registry(), last.isPresent()));
            boolean captures = roles.contains(StreamRole.CAPTURE);
            this.reach = captures ? capture.reach(last) : Optional.empty();
            String run = begin(roles, isAlone);
            this.sink = roles.contains(StreamRole.SINK) ? sink(state) : null;
            this.transformer = roles.contains(StreamRole.TRANSFORM) ? newTransformer() : null;
            this.connector = captures ? connector(capture, run) : null;
        } catch (RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    /** Notes in state and target what begins; returns the run's id. */
    private String begin(Set<StreamRole> roles, boolean isAlone) {
        if (isAlone) {
            return context.guard()
                    .streamBegins(context.sources(), context.plan())
                    .runId();
        }
        if (roles.contains(StreamRole.SINK)) {
            context.guard().sinkBegins(context.sources(), context.plan());
        }
        return roles.contains(StreamRole.CAPTURE)
                ? context.guard().captureBegins().runId()
                : "";
    }

    private Sink sink(StateSchema state) {
        return kept(Sink.create(sinkConfig(broker, topics), broker.registry(), state, shape(state)));
    }

    private TransformerStreams newTransformer() {
        return kept(new TransformerStreams(transformConfig(broker, topics), broker.registry(), mapper()));
    }

    private CdcConnector connector(Capture capture, String run) {
        CdcConnector made = kept(capture.connector(broker, capture.config(broker, topics, run)));
        kept(StreamGuard.start(context.databases(), made::drainTarget));
        return made;
    }

    private TargetShape shape(StateSchema state) {
        MigrationPlan plan = context.plan();
        return new TargetShape(
                plan.written(),
                context.sources().derivations(plan, state),
                PlanFingerprint.id(plan, context.sources().rules().classMap().pairs()),
                context.config().sink().parkedLimit(),
                new TargetShape.Lookups(plan.lookups(), new LoadEnd(context).micros()));
    }

    Broker broker() {
        return broker;
    }

    CdcConnector connector() {
        return Objects.requireNonNull(connector, "capture is another process's role");
    }

    TransformerStreams transformer() {
        return Objects.requireNonNull(transformer, "transform is another process's role");
    }

    Sink sink() {
        return Objects.requireNonNull(sink, "sink is another process's role");
    }

    /** What the source still has of its binlog; empty when capture is by triggers or the server does not tell. */
    Optional<BinlogReach> reach() {
        return reach;
    }

    private synchronized <T extends AutoCloseable> T kept(T closeable) {
        open.push(closeable);
        return closeable;
    }

    private SinkConfig sinkConfig(Broker broker, Topics topics) {
        var config = context.config().sink();
        int batch = (int) Math.min(config.maxBatchBytes(), Integer.MAX_VALUE);
        var limits = new ReadLimits(
                ReadLimits.DEFAULT.maxBufferBytes(),
                Math.min(batch, ReadLimits.DEFAULT.maxBatchBytes()),
                config.maxBatchRows());
        String owner = ManagementFactory.getRuntimeMXBean().getName();
        return new SinkConfig(topics, broker.bootstrapServers(), broker.client(), limits, owner);
    }

    private TransformConfig transformConfig(Broker broker, Topics topics) {
        return new TransformConfig(
                topics,
                broker.bootstrapServers(),
                broker.client(),
                1,
                kept(ScratchFolder.create("gangway-streams-")).path(),
                context.config().kafka().maxMessageBytes(),
                Capture.LONGEST_WAIT,
                !isAlone);
    }

    /** Maps by the plan and keeps what is looked up true while rows change. */
    private Function<RowChange, MappedChange> mapper() {
        JdbcLookups lookups = context.lookups();
        var cascades = new CascadeMemory(context);
        var mapper = new ChangeMapper(context.plan(), lookups);
        return change -> {
            if (change.before() == null && change.after() == null) {
                lookups.forget(change.table());
            } else {
                lookups.apply(change.table(), change.before(), change.after());
            }
            MappedChange mapped = mapper.map(change);
            cascades.forget(mapped);
            return mapped;
        };
    }

    /** Closes everything because of a failure, which keeps what goes wrong meanwhile. */
    void closeAfter(RuntimeException cause) {
        try {
            close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** Idempotent; a second caller waits for the first. */
    @Override
    public synchronized void close() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("A part of the stream did not stop", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
