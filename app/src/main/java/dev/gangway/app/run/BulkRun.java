package dev.gangway.app.run;

import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.bulkloader.BulkListener;
import dev.gangway.bulkloader.BulkLoader;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.StepRegistry;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.bulkloader.step.StepRun;
import dev.gangway.core.config.Mode;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.write.NullCoercion;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import dev.gangway.mysql.write.WriteLosses;
import java.time.Clock;

/** Runs the settings and the data mode of one migration. */
public final class BulkRun {
    private static final int STATEMENT_BYTES = 4 << 20;

    private final MigrationContext context;
    private final CaptureStart captureStart;
    private final BulkListener listener;

    public BulkRun(MigrationContext context, CaptureStart captureStart, BulkListener listener) {
        this.context = context;
        this.captureStart = captureStart;
        this.listener = listener;
    }

    /**
     * Runs one mode to its end; only one process at a time does so for a source-id.
     *
     * @throws dev.gangway.core.error.MigrationException what stopped it; a rerun goes on there
     */
    public void run(Mode mode) {
        try (RunLock lock = RunLock.take(context.databases().state(), "load")) {
            new BulkLoader(stepContext(), StepRegistry.standard(), captureStart).run(mode);
        }
    }

    private StepContext stepContext() {
        Databases databases = context.databases();
        PlanSource sources = context.sources();
        var sql = new RowSql(
                databases.target().flavor(), databases.target().config().prefix(), STATEMENT_BYTES);
        var writer = new RowWriter(sql, new NullCoercion(Clock.systemUTC()), new WriteLosses());
        return new StepContext(
                context.config(),
                sources.rules(),
                databases.source(),
                databases.target(),
                sources.environment(),
                PlanSource.handlers(),
                context.lookups(),
                context.losses(),
                writer,
                new StepRun("", context.plan(), databases.state(), listener));
    }
}
