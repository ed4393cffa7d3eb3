package dev.gangway.app.diagnose;

import dev.gangway.app.check.CheckItem;
import dev.gangway.app.check.CheckReport;
import dev.gangway.app.diagnose.Diagnosis.Needs;
import dev.gangway.app.run.StreamSigns;
import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Requirement;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedStateStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What several diagnoses look at, each asked for once. Not thread-safe. */
final class Scene {
    private final MigrationConfig config;
    private final Databases databases;
    private final Duration longTransaction;
    private final List<CheckItem> requirements;
    private final Set<Needs> there = EnumSet.noneOf(Needs.class);
    private @Nullable StreamSigns stream;

    /** Asks every server once. */
    Scene(MigrationConfig config, Duration longTransaction) {
        this.config = config;
        this.databases = Databases.of(config);
        this.longTransaction = longTransaction;
        this.requirements = CheckReport.read(config).items();
        add(Needs.SOURCE, holds(Requirement.SOURCE));
        add(Needs.TARGET, holds(Requirement.TARGET));
        add(Needs.KAFKA, holds(Requirement.KAFKA));
        add(Needs.STATE, has(Needs.TARGET) && databases.state().exists());
    }

    private void add(Needs needs, boolean isThere) {
        if (isThere) {
            there.add(needs);
        }
    }

    private boolean has(Needs needs) {
        return there.contains(needs);
    }

    private boolean holds(Requirement requirement) {
        return requirements.stream()
                .anyMatch(item -> item.requirement() == requirement && item.state() == CheckItem.State.HOLDS);
    }

    boolean hasAll(Set<Needs> needs) {
        return there.containsAll(needs);
    }

    MigrationConfig config() {
        return config;
    }

    Databases databases() {
        return databases;
    }

    /** From when on a transaction is long. */
    Duration longTransaction() {
        return longTransaction;
    }

    /** What {@code gangway check} says. */
    List<CheckItem> requirements() {
        return requirements;
    }

    StreamSigns stream() {
        if (stream == null) {
            stream = StreamSigns.read(config, databases.state());
        }
        return stream;
    }

    boolean loads() {
        return RunLock.isTaken(databases.state(), "load");
    }

    Wanted wanted() {
        return new WantedStateStore(databases.state()).read();
    }

    /** A question about how far the target is. */
    @FunctionalInterface
    interface Question<T> {
        T on(Connection connection, SinkStateStore store) throws SQLException;
    }

    /** Asks on a connection to the target's server. */
    <T> T place(Question<T> question) {
        StateSchema state = databases.state();
        try (Connection connection = state.target().open()) {
            return question.on(connection, new SinkStateStore(state));
        } catch (SQLException e) {
            throw SqlErrors.translate(e, state.target().config(), "reading the target's place");
        }
    }

    Mend command(String command) {
        return Mend.command(config, command);
    }
}
