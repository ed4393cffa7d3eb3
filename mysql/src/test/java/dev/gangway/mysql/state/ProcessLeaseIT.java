package dev.gangway.mysql.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.TestDatabases;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.state.ProcessLease.Holder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes share a stream's roles on every server that a target may be on; MySQL 5.6 gives a connection only one lock. */
class ProcessLeaseIT {
    private static final String FIRST = "00000000-0000-0000-0000-000000000001";
    private static final String SECOND = "00000000-0000-0000-0000-000000000002";

    private static StateSchema fresh(DatabaseFlavor flavor) {
        Database target = TestDatabases.fresh(flavor, Side.DESTINATION);
        var schema = new StateSchema(target, target.config().name().replace('_', '-'));
        schema.open();
        return schema;
    }

    private static List<StreamProcess> sink(String process, String state) {
        return List.of(new StreamProcess(process, "sink", "shop2", 4711, state, "{}", 0, 0, true));
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void givesARoleToOneAndToTheNextWhenItIsGone(DatabaseFlavor flavor) throws SQLException {
        StateSchema schema = fresh(flavor);
        try (ProcessLease first = ProcessLease.join(schema, FIRST, sink(FIRST, "STARTING"));
                ProcessLease second = ProcessLease.join(schema, SECOND, sink(SECOND, "STANDBY"))) {
            assertThat(first.take(Set.of("sink"))).isEqualTo(Map.of("sink", Holder.US));
            assertThat(first.take(Set.of("sink"))).isEqualTo(Map.of("sink", Holder.US));
            assertThat(second.take(Set.of("sink", "capture")))
                    .isEqualTo(Map.of("sink", Holder.OTHERS, "capture", Holder.US));

            killConnectionOf(schema, FIRST);
            assertThat(second.take(Set.of("sink"))).isEqualTo(Map.of("sink", Holder.US));

            assertThatThrownBy(() -> first.beat(sink(FIRST, "RUNNING"))).isInstanceOf(SQLException.class);
            first.beat(sink(FIRST, "RUNNING"));
            assertThat(first.take(Set.of("sink"))).isEqualTo(Map.of("sink", Holder.OTHERS));
        }
    }

    /** As the server does when nothing was heard of it for long. */
    private static void killConnectionOf(StateSchema schema, String process) throws SQLException {
        try (Connection connection = schema.target().open();
                var statement = connection.createStatement()) {
            String name = StreamProcesses.lock(schema, process);
            try (var row = statement.executeQuery("SELECT IS_USED_LOCK('" + name + "')")) {
                row.next();
                long id = row.getLong(1);
                statement.execute("KILL " + id);
            }
            statement.executeQuery("SELECT GET_LOCK('" + name + "', 10)").close(); // when the server has let it go
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void knowsWhoLivesAndWhoIsGone(DatabaseFlavor flavor) throws SQLException {
        StateSchema schema = fresh(flavor);
        try (ProcessLease first = ProcessLease.join(schema, FIRST, sink(FIRST, "STARTING"));
                ProcessLease second = ProcessLease.join(schema, SECOND, sink(SECOND, "STANDBY"))) {
            first.beat(sink(FIRST, "RUNNING"));
            killConnectionOf(schema, SECOND);

            assertThat(first.all()).extracting(StreamProcess::state).containsExactly("RUNNING", "STANDBY");
            assertThat(first.all()).extracting(StreamProcess::lives).containsExactly(true, false);
            assertThat(first.all()).allMatch(process -> process.ageMs() < 60_000);
            assertThat(first.all().get(0).text()).isEqualTo("sink on shop2 (process 4711)");
        }
        assertThat(new StreamProcesses(schema).all())
                .extracting(StreamProcess::process)
                .doesNotContain(FIRST);
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void refusesOneThatMustBeAloneWhileAProcessLives(DatabaseFlavor flavor) {
        StateSchema schema = fresh(flavor);
        try (ProcessLease process = ProcessLease.join(schema, FIRST, sink(FIRST, "RUNNING"))) {
            assertThat(StreamLock.isTaken(schema)).isTrue();
            assertLocked(() -> StreamLock.takeAlone(schema).close(), "sink on shop2 (process 4711)");
        }
        assertThat(StreamLock.isTaken(schema)).isFalse();
        try (RunLock alone = StreamLock.takeAlone(schema)) {
            assertThat(StreamLock.isTaken(schema)).isTrue();
            assertLocked(
                    () -> ProcessLease.join(schema, FIRST, sink(FIRST, "STARTING"))
                            .close(),
                    "stream");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    void forgetsAnOrderToStopOnlyWhenNobodyIsThereToObeyIt(DatabaseFlavor flavor) {
        StateSchema schema = fresh(flavor);
        var wanted = new WantedStateStore(schema);
        try (ProcessLease first = ProcessLease.join(schema, FIRST, sink(FIRST, "RUNNING"))) {
            wanted.want(WantedState.STOP, WantedStateStore.PERSON, "");
            ProcessLease.join(schema, SECOND, sink(SECOND, "STARTING")).close();
            assertThat(wanted.read().state()).isEqualTo(WantedState.STOP);
        }
        ProcessLease.join(schema, SECOND, sink(SECOND, "STARTING")).close();
        assertThat(wanted.read().state()).isEqualTo(WantedState.RUN);
    }

    private static void assertLocked(ThrowingCallable call, String who) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_LOCKED))
                .hasMessageContaining(who);
    }
}
