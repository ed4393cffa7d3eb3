package dev.gangway.mysql.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WantedStateStoreIT {
    private static final Instant NIGHT = Instant.parse("2026-11-29T02:10:05Z");

    private final StateSchema schema =
            new StateSchema(TestDatabases.fresh(DatabaseFlavor.MARIADB_11_4, Side.DESTINATION), "wanted");
    private final WantedStateStore store = at(NIGHT);

    @BeforeEach
    void open() {
        schema.drop();
        schema.open();
    }

    @AfterEach
    void drop() {
        schema.drop();
    }

    private WantedStateStore at(Instant now) {
        return new WantedStateStore(schema, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void runsWhenNobodyWantsAnythingAlsoInAnOlderState() throws SQLException {
        assertThat(store.read()).isEqualTo(Wanted.RUN);
        try (Connection connection = schema.target().open();
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE " + schema.table("wanted_state"));
        }
        assertThat(store.read()).isEqualTo(Wanted.RUN);
    }

    @Test
    void remembersWhoPausedWhenAndWhy() {
        Wanted paused = store.want(WantedState.PAUSE, WantedStateStore.PERSON, "the target is backed up");

        assertThat(store.read()).isEqualTo(paused);
        assertThat(paused.isByPerson()).isTrue();
        assertThat(paused.text()).isEqualTo("paused by a person since 2026-11-29T02:10:05Z: the target is backed up");
        Wanted again = at(NIGHT.plus(Duration.ofHours(1))).want(WantedState.PAUSE, WantedStateStore.PERSON, "longer");
        assertThat(again.since()).as("since the first time").isEqualTo(NIGHT);
        assertThat(again.reason()).isEqualTo("longer");
    }

    @Test
    void letsNoProgramUndoAPersonsPause() {
        store.want(WantedState.PAUSE, WantedStateStore.PERSON, "mine");
        store.want(WantedState.PAUSE, "cutover", "rows are compared");

        assertThat(store.want(WantedState.RUN, "cutover", "").text()).startsWith("paused by a person");
        assertThat(store.want(WantedState.RUN, WantedStateStore.PERSON, "")).isEqualTo(Wanted.RUN);
    }

    @Test
    void letsAPersonUndoEverything() {
        store.want(WantedState.PAUSE, "cutover", "");
        store.want(WantedState.PAUSE, "replay", "");
        assertThat(store.want(WantedState.RUN, "replay", "").cause()).isEqualTo("cutover");

        assertThat(store.want(WantedState.RUN, WantedStateStore.PERSON, "")).isEqualTo(Wanted.RUN);
    }

    @Test
    void forgetsAStopAtTheNextStartAndKeepsThePause() {
        store.want(WantedState.PAUSE, WantedStateStore.PERSON, "");
        assertThat(store.want(WantedState.STOP, WantedStateStore.PERSON, "").state())
                .isEqualTo(WantedState.STOP);

        store.forgetStop();

        assertThat(store.read().state()).isEqualTo(WantedState.PAUSE);
    }
}
