package dev.gangway.app.run;

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
import dev.gangway.mysql.state.RunIdentity;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.state.StateSchema;
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
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes the parts of one stream and whatever they need, and closes all of it in the opposite order, at the latest when the
 * process ends. Thread-safe.
 */
final class StreamParts implements AutoCloseable {
    /** What a running stream locks the state as. */
    static final String ROLE = "stream";

    private final MigrationContext context;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Broker broker;
    private final CdcConnector connector;
    private final TransformerStreams transformer;
    private final Sink sink;
    private final Optional<BinlogReach> reach;

    /** Makes everything and starts nothing but an embedded broker. */
    StreamParts(MigrationContext context) {
        this.context = context;
        // Whoever ends the process from outside: servers started here must outlive what uses them.
        kept(ProcessGuard.beforeShutdown(this::close));
        try {
            StateSchema state = context.databases().state();
            kept(RunLock.take(state, ROLE));
            new WantedStateStore(state).forgetStop();
            Topics topics = new Topics(context.config().sourceId());
            var capture = new Capture(context);
            capture.requireStart();
            this.broker = kept(Broker.open(context.config(), topics));
            Optional<CaptureRecord> last = new TopicsCheck(context).requireOurs(capture.config(broker, topics, ""));
            this.reach = capture.reach(last);
            RunIdentity run = context.guard().streamBegins(context.sources(), context.plan());
            this.sink = kept(Sink.create(sinkConfig(broker, topics), broker.registry(), state, shape(state)));
            this.transformer =
                    kept(new TransformerStreams(transformConfig(broker, topics), broker.registry(), mapper()));
            this.connector = kept(capture.connector(broker, capture.config(broker, topics, run.runId())));
            kept(StreamGuard.start(context.databases(), connector::drainTarget));
        } catch (RuntimeException e) {
            closeAfter(e);
            throw e;
        }
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
        return connector;
    }

    TransformerStreams transformer() {
        return transformer;
    }

    Sink sink() {
        return sink;
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
                Capture.LONGEST_WAIT);
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
