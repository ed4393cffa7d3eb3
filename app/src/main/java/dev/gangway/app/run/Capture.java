package dev.gangway.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.cdc.CaptureRecord;
import dev.gangway.cdc.CapturedTables;
import dev.gangway.cdc.CdcConfig;
import dev.gangway.cdc.CdcConnector;
import dev.gangway.cdc.ChangeSource;
import dev.gangway.cdc.Checkpoint;
import dev.gangway.cdc.PieceLimits;
import dev.gangway.cdc.binlog.BinlogChangeSource;
import dev.gangway.cdc.binlog.BinlogSettings;
import dev.gangway.cdc.binlog.BinlogStart;
import dev.gangway.cdc.binlog.ReplicaSettings;
import dev.gangway.cdc.triggers.TriggerLog;
import dev.gangway.cdc.triggers.TriggerLogChangeSource;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.CaptureScope;
import dev.gangway.core.position.BinlogEra;
import dev.gangway.core.position.StartPoint;
import dev.gangway.core.schema.Side;
import dev.gangway.events.Topics;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.lookup.ChangedAnswers;
import dev.gangway.mysql.read.BinlogReach;
import dev.gangway.mysql.read.ServerLineage;
import dev.gangway.mysql.state.BinlogEraStore;
import dev.gangway.mysql.state.LookupChanges;
import dev.gangway.mysql.state.ReemitQueue;
import dev.gangway.mysql.state.ResetState;
import dev.gangway.mysql.state.RunStore;
import dev.gangway.mysql.state.StartPointStore;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Capture of one migration: where it begins, which tables it takes, and the connector. */
final class Capture implements CaptureStart {
    private static final String CREATE_STATEMENTS = "create-statements";
    /** Between two attempts of a part of the stream. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MigrationContext context;
    private final CapturedTables tables;
    private final StartPointStore starts;
    private final RunStore runs;
    private final BinlogEraStore eras;

    Capture(MigrationContext context) {
        this.context = context;
        this.tables = new CapturedTables(
                source(),
                CaptureScope.of(context.plan()),
                new NeededColumns(context.plan())::contains,
                new NewColumns(context.plan(), context.sources().rules().map(OptionName.MAP_FILE))::goal);
        this.starts = new StartPointStore(context.databases().state());
        this.runs = new RunStore(context.databases().state());
        this.eras = new BinlogEraStore(context.databases().state());
    }

    /** Records the start point, or keeps the one that an earlier run recorded. */
    @Override
    public void ensure() {
        Optional<StartPoint> known = starts.find();
        if (known.isPresent()) {
            refuseOtherKind(known.get());
        } else if (byTriggers()) {
            runs.put(
                    ResetState.CAPTURE_TRIGGERS,
                    "begun"); // a kill while they are installed must not hide them from a reset
            new TriggerLog(source(), tables).install();
            starts.save(StartPoint.triggers());
        } else {
            BinlogStart start = BinlogStart.record(source(), tables);
            runs.put(CREATE_STATEMENTS, json(start.createStatements()));
            eras.save(new BinlogEra(new ServerLineage(source()).server(), 0));
            starts.save(start.point());
        }
    }

    /**
     * Checks that capture has a beginning.
     *
     * @throws MigrationException CHECKPOINT_MISMATCH when no start point was recorded, or one of the other kind
     */
    StartPoint requireStart() {
        StartPoint start = starts.find().orElseThrow(Capture::noStart);
        refuseOtherKind(start);
        return start;
    }

    /**
     * A connector that begins where the data mode began; not started.
     *
     * @throws MigrationException CHECKPOINT_MISMATCH when no start point was recorded, or one of the other kind
     */
    CdcConnector connector(Broker broker, CdcConfig config) {
        StartPoint start = requireStart();
        if (byTriggers()) {
            return new CdcConnector(
                    config, tables, broker.registry(), this::triggerSource, TriggerLogChangeSource.initial());
        }
        new LoadedStructure(statements(), this::isIgnored).compareWith(tables);
        Checkpoint initial = BinlogChangeSource.initial(start);
        return new CdcConnector(config, tables, broker.registry(), binlogSource(broker), initial);
    }

    CdcConfig config(Broker broker, Topics topics, String runId) {
        return new CdcConfig(
                topics,
                broker.bootstrapServers(),
                context.config().kafka().partitions(),
                broker.client(),
                context.config().kafka().maxMessageBytes(),
                LONGEST_WAIT,
                runId);
    }

    /** What the source still has of its binlog around the place where capture goes on. */
    Optional<BinlogReach> reach(Optional<CaptureRecord> last) {
        if (byTriggers()) {
            return Optional.empty();
        }
        StartPoint start = requireStart();
        Map<String, String> resume = last.map(record -> record.checkpoint().resume())
                .orElse(Map.of("file", start.file(), "pos", String.valueOf(start.offset())));
        String server = resume.getOrDefault("server", "");
        if (!server.isEmpty() && !server.equals(new ServerLineage(source()).server())) {
            return Optional.empty(); // files of another server
        }
        return BinlogReach.of(
                source(), resume.getOrDefault("file", ""), Long.parseLong(resume.getOrDefault("pos", "0")));
    }

    private boolean isIgnored(String table, String column) {
        return context.sources().rules().map(OptionName.MAP_FILE).isFieldIgnored(table, column, Side.SOURCE);
    }

    private ChangeSource triggerSource() {
        return new TriggerLogChangeSource(source(), tables, limits(), betweenLooks(), wantedAgain());
    }

    private Supplier<ChangeSource> binlogSource(Broker broker) {
        var config = context.config().capture();
        BinlogSettings settings = new BinlogSettings(
                context.config().sourceId(),
                broker.bootstrapServers(),
                broker.client(),
                (short) context.config().kafka().replicationFactor(),
                statements(),
                limits(),
                new ReplicaSettings(config.serverId(), config.heartbeat()),
                eras.current(),
                config.reread());
        return () -> new BinlogChangeSource(source(), tables, settings, wantedAgain(), eras::save);
    }

    /** Rows that somebody wants to be sent through the stream again, or that have used an answer that is another one now. */
    private ReemitQueue wantedAgain() {
        var state = context.databases().state();
        return new ReemitQueue(
                state,
                new ChangedAnswers(
                        source(), context.plan().source(), context.plan().lookups(), new LookupChanges(state)));
    }

    /** Every look at the logs is a heartbeat too. */
    private Duration betweenLooks() {
        CaptureConfig config = context.config().capture();
        return config.pollInterval().compareTo(config.heartbeat()) < 0 ? config.pollInterval() : config.heartbeat();
    }

    private PieceLimits limits() {
        return new PieceLimits(context.config().capture().batchRows(), PieceLimits.DEFAULT.bytes());
    }

    private Database source() {
        return context.databases().source();
    }

    private boolean byTriggers() {
        return context.config().capture().mode() == CaptureConfig.Mode.TRIGGERS;
    }

    private void refuseOtherKind(StartPoint start) {
        String wanted = context.config().capture().mode().name().toLowerCase(Locale.ROOT);
        if (!start.capture().equals(wanted)) {
            throw new MigrationException(
                    ErrorCode.CHECKPOINT_MISMATCH,
                    "This migration began with capture by %s, the configuration says %s: write mode=\"%s\" in <capture>, or start over with --reset"
                            .formatted(start.capture(), wanted, start.capture()));
        }
    }

    private static MigrationException noStart() {
        return new MigrationException(
                ErrorCode.CHECKPOINT_MISMATCH,
                "No start of capture is recorded, so changes cannot be carried: run gangway data first, or gangway run for both");
    }

    private Map<String, String> statements() {
        try {
            return JSON.readValue(
                    runs.get(CREATE_STATEMENTS).orElse("{}"), new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw context.databases().state().corrupted("the recorded table structures are unreadable");
        }
    }

    private static String json(Map<String, String> statements) {
        try {
            return JSON.writeValueAsString(statements);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts cannot be written as JSON", e);
        }
    }
}
