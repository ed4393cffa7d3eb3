package dev.gangway.app.run;

import dev.gangway.app.command.StreamRole;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.retry.Trouble;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedState;
import java.util.Optional;

/**
 * One role at work: reads state, rules and both schemas when it begins, however long its process has stood by, because all of
 * them may be others since. Thread-safe.
 */
final class RoleRun implements AutoCloseable {
    private final StreamRole role;
    private final MigrationContext context;
    private final StreamParts parts;

    private RoleRun(StreamRole role, MigrationContext context, StreamParts parts) {
        this.role = role;
        this.context = context;
        this.parts = parts;
    }

    /** Begins; what goes wrong later stands in {@link #failure()}. */
    static RoleRun start(MigrationConfig config, StreamRole role, Wanted wanted) {
        MigrationContext context = MigrationContext.open(config);
        try {
            var run = new RoleRun(role, context, StreamParts.of(context, role));
            run.obey(wanted);
            run.start();
            return run;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private void start() {
        try {
            switch (role) {
                case CAPTURE -> parts.connector().start();
                case TRANSFORM -> parts.transformer().start();
                case SINK -> parts.sink().start();
                case CONTROL -> throw new IllegalStateException("control has no part of the stream");
            }
        } catch (RuntimeException e) {
            parts.closeAfter(e);
            throw e;
        }
    }

    /** Pauses or resumes; a transformer maps what is captured already, and then has nothing to do. */
    void obey(Wanted wanted) {
        boolean pauses = wanted.state() == WantedState.PAUSE;
        if (role == StreamRole.CAPTURE && pauses) {
            parts.connector().pause();
        } else if (role == StreamRole.CAPTURE) {
            parts.connector().resume();
        } else if (role == StreamRole.SINK && pauses) {
            parts.sink().pause();
        } else if (role == StreamRole.SINK) {
            parts.sink().resume();
        }
    }

    RoleFigures figures() {
        return switch (role) {
            case CAPTURE -> RoleFigures.of(parts.connector().status());
            case TRANSFORM -> RoleFigures.of(parts.transformer().status());
            case SINK -> RoleFigures.of(parts.sink().status());
            case CONTROL -> RoleFigures.bare("RUNNING");
        };
    }

    /** Why it stopped by itself; empty while it works or waits. */
    Optional<MigrationException> failure() {
        RoleFigures now = figures();
        return now.state().equals("FAILED") ? now.trouble().map(Trouble::error) : Optional.empty();
    }

    /** Ends in order; idempotent. */
    @Override
    public void close() {
        try (context) {
            parts.close();
        }
    }
}
