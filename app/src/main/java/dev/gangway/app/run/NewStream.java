package dev.gangway.app.run;

import dev.gangway.app.identity.RunGuard;
import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.state.StreamLock;
import dev.gangway.mysql.state.StreamState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts a new stream in the place of one that cannot go on, because its topics, its triggers or its place in the binlog are gone, or
 * because the target is a copy from another moment. Loaded rows stay. Capture begins at the present position; what the old stream did
 * not bring is for a comparison to find, which the state remembers until it is done. May be killed at any point and done again.
 */
public final class NewStream {
    private final MigrationConfig config;
    private final Databases databases;
    private final PlanSource sources;
    private final MigrationPlan plan;
    private final List<Undo> undos = new ArrayList<>();

    private NewStream(MigrationConfig config, Databases databases) {
        this.config = config;
        this.databases = databases;
        this.sources = PlanSource.read(config, databases);
        this.plan = sources.compile();
    }

    /**
     * Finds what is left of the old one; changes nothing.
     *
     * @throws MigrationException STATE_MISSING, TARGET_MISMATCH or SOURCE_MISMATCH when target, state and source do not belong together,
     *     PLAN_CHANGED when rows would be mapped by other rules
     */
    public static NewStream find(MigrationConfig config) {
        Databases databases = Databases.of(config);
        var guard = new RunGuard(config, databases);
        guard.requireAttachable();
        var stream = new NewStream(config, databases);
        guard.requireSamePlan(stream.sources, stream.plan);
        databases.state().open();
        var leftovers = new Leftovers(config, databases, true);
        leftovers.triggers().ifPresent(stream.undos::add);
        stream.undos.addAll(leftovers.topics());
        return stream;
    }

    /** What goes and what comes, one line per thing. */
    public List<String> lines() {
        var lines = new ArrayList<>(undos.stream().map(undo -> undo.line(false)).toList());
        lines.add("state schema " + databases.state().name()
                + ": forget the stream's place, its counts and requests for rows; rows that are put aside stay");
        lines.add("source database " + databases.source().config().address() + ": "
                + (config.capture().mode() == CaptureConfig.Mode.TRIGGERS
                        ? "install capture's triggers anew"
                        : "capture from the binlog's present position"));
        return lines;
    }

    /**
     * Does it. Afterwards a stream can be started.
     *
     * @param done hears of each thing
     * @throws MigrationException STATE_LOCKED while a load, a stream or a cutover runs
     */
    public void perform(Consumer<String> done) {
        try (RunLock load = RunLock.take(databases.state(), "load");
                RunLock stream = StreamLock.takeAlone(databases.state())) {
            new StreamState(databases.state())
                    .forget(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            for (Undo undo : undos) {
                undo.action().run();
                done.accept(undo.line(false));
            }
            new RunGuard(config, databases).accept(sources, plan);
        }
        try (MigrationContext context = MigrationContext.open(config)) {
            new FinishedModes(context).requireData();
            context.captureStart().ensure();
        }
    }

    /**
     * Refuses a stream that would go on as if nothing were missing.
     *
     * @throws MigrationException ATTACH_UNFINISHED when an attach was begun and not ended
     */
    public static void requireSettled(MigrationContext context) {
        new StreamState(context.databases().state()).pending().ifPresent(since -> {
            throw new MigrationException(
                    ErrorCode.ATTACH_UNFINISHED,
                    "The stream was begun anew at " + since
                            + " and the target is not compared with the source since: changes from before would be missing"
                            + " without a word. Go on with gangway attach --config "
                            + context.config().file());
        });
    }
}
