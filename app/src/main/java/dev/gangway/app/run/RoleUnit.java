package dev.gangway.app.run;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.StreamRole;
import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.error.Recovery;
import dev.gangway.core.retry.Bell;
import dev.gangway.core.retry.Trouble;
import dev.gangway.mysql.state.Wanted;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One role of this process over its life: stands by while another process has it, takes it over when that is gone, and stands by
 * again when it has lost it. A thread of its own.
 */
final class RoleUnit implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(5);
    private static final long STOP_LIMIT_MS = TimeUnit.SECONDS.toMillis(60);

    private final MigrationConfig config;
    private final StreamRole role;
    private final Predicate<StreamRole> isOurs;
    private final Console console;
    private final Bell bell = new Bell();
    private final Thread thread;
    private volatile @Nullable RoleRun run;
    private volatile Wanted wanted;
    private volatile RoleFigures without = RoleFigures.starting();
    private volatile @Nullable MigrationException failure;
    private volatile boolean closing;
    private boolean hasToldStandby;

    /**
     * @param isOurs whether this process may have a role now
     * @param wanted what the stream is wanted to do at first
     */
    RoleUnit(MigrationConfig config, StreamRole role, Predicate<StreamRole> isOurs, Wanted wanted, Console console) {
        this.config = config;
        this.role = role;
        this.isOurs = isOurs;
        this.wanted = wanted;
        this.console = console;
        this.thread = new Thread(this::live, "role-" + role.word() + "-1");
    }

    void start() {
        thread.start();
    }

    StreamRole role() {
        return role;
    }

    /** Told at once. */
    void obey(Wanted now) {
        wanted = now;
        RoleRun current = run;
        if (current != null) {
            current.obey(now);
        }
    }

    RoleFigures figures() {
        RoleRun current = run;
        return current == null ? without : current.figures();
    }

    /** With what the role ended here for good. */
    Optional<MigrationException> failure() {
        return Optional.ofNullable(failure);
    }

    private void live() {
        try {
            while (!closing && failure == null) {
                look();
                bell.await(LOOK, () -> closing);
            }
        } catch (MigrationException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new MigrationException(ErrorCode.INTERNAL, "The role " + role.word() + " failed: " + e, e);
        } finally {
            end();
        }
    }

    private void look() {
        RoleRun current = run;
        boolean ours = isOurs.test(role);
        if (current == null && ours) {
            begin();
        } else if (current == null) {
            standBy();
        } else if (!ours) {
            lost("another process has it now");
        } else {
            current.failure().ifPresent(this::failed);
        }
    }

    private void standBy() {
        without = RoleFigures.standby();
        if (!hasToldStandby) {
            hasToldStandby = true;
            console.say(role.word() + ": stands by, another process has this role");
        }
    }

    private void begin() {
        without = RoleFigures.starting();
        try {
            RoleRun begun = RoleRun.start(config, role, wanted);
            run = begun;
            begun.obey(wanted); // it may be another since
            hasToldStandby = false;
            LastFailure.forget(Databases.of(config).state());
            console.say(role.word() + ": begins");
        } catch (MigrationException e) {
            if (e.code().recovery() == Recovery.NEEDS_PERSON) {
                throw e;
            }
            waits(e);
        }
    }

    /** What is needed for the beginning is away: others may have it, or it comes back. */
    private void waits(MigrationException e) {
        long next = System.currentTimeMillis() + BEFORE_NEXT_TRY.toMillis();
        without = new RoleFigures(RoleFigures.starting().state(), "", Map.of(), Optional.of(new Trouble(e, 1, next)));
        bell.await(BEFORE_NEXT_TRY, () -> closing);
    }

    private void failed(MigrationException e) {
        if (e.code() == ErrorCode.FENCED) {
            lost(String.valueOf(e.getMessage()));
            bell.await(BEFORE_NEXT_TRY, () -> closing);
        } else {
            failure = e;
        }
    }

    private void lost(String why) {
        console.say(role.word() + ": given up, " + why);
        end();
        without = RoleFigures.standby();
    }

    private void end() {
        RoleRun current = run;
        run = null;
        if (current != null) {
            current.close();
        }
    }

    /** Finishes the work at hand. Idempotent. */
    @Override
    public void close() {
        closing = true;
        bell.ring();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(STOP_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
