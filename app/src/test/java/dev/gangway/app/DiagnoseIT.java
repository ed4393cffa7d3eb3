package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.fence.Deadline;
import dev.gangway.app.fence.Fence;
import dev.gangway.app.fence.Fences;
import dev.gangway.app.wiring.Databases;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.state.CutoverStore;
import dev.gangway.mysql.state.ResetScope;
import dev.gangway.mysql.state.ResetState;
import dev.gangway.mysql.state.RunLock;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.StreamState;
import dev.gangway.mysql.state.TargetTriggers;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Each fault is brought about on one shop, told by its name, and mended by nothing but what is printed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DiagnoseIT {
    private static final DatabaseServer SERVER = CommandShop.SERVER;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String USER = "diagnosed";

    @SuppressWarnings("NullAway.Init")
    private CommandShop shop;

    private String target = "";
    private JsonNode told = new ObjectMapper().createObjectNode();
    private @Nullable RunningDelta stream;

    @BeforeAll
    void load(@TempDir Path folder) throws Exception {
        shop = new CommandShop(folder, "triggers")
                .withKafka(kafka(Servers.registry().url()));
        target = shop.newTarget();
        SERVER.executeIn(
                target,
                "CREATE TRIGGER kept_out AFTER DELETE ON cms_block FOR EACH ROW SET @gone = OLD.block_id",
                "ALTER TABLE cms_page ADD CONSTRAINT obstacle CHECK (title <> 'refused')");
        SERVER.execute("CREATE USER '" + USER + "'@'%' IDENTIFIED BY 'right'");
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
    }

    @AfterAll
    void end() throws Exception {
        if (stream != null) {
            stream.close();
        }
        SERVER.execute(
                "SET GLOBAL read_only = 0",
                "SET GLOBAL binlog_format = 'ROW'",
                "SET GLOBAL binlog_row_image = 'FULL'",
                "SET GLOBAL expire_logs_days = 0",
                "DROP USER IF EXISTS '" + USER + "'@'%'");
        shop.close();
    }

    @AfterEach
    void configureAgainAsBefore() {
        shop.through(SERVER.port(), SERVER.port());
        shop.edit(text -> text);
    }

    @Test
    @Order(1)
    void tellsThatNoStreamRunsAndThatSomebodyPausedIt() throws Exception {
        assertThat(diagnose()).containsExactly("stream-stopped");
        mend("stream-stopped");
        awaitHealth();

        assertThat(shop.run(target, "pause", "--reason", "backup")).isEqualTo(ExitCode.DONE);
        assertThat(diagnose()).containsExactly("paused");
        assertThat(finding("paused").path("evidence").toString()).contains("backup");
        mend("paused");
        awaitHealth();
    }

    @Test
    @Order(2)
    void tellsWhichSettingsOfAServerAreWrong() throws Exception {
        SERVER.execute(
                "SET GLOBAL read_only = 1",
                "SET GLOBAL max_allowed_packet = 1048576",
                "SET GLOBAL binlog_format = 'MIXED'",
                "SET GLOBAL binlog_row_image = 'MINIMAL'",
                "SET GLOBAL expire_logs_days = 1");
        shop.edit(text -> text.replace("mode=\"triggers\"", "mode=\"binlog\""));

        assertThat(diagnose()).containsExactly("source-binlog", "target-read-only", "binlog-short", "target-packets");
        for (String name : List.of("source-binlog", "target-read-only", "binlog-short", "target-packets")) {
            mend(name);
        }

        assertThat(diagnose()).isEmpty();
    }

    @Test
    @Order(3)
    void tellsLoginsRightsAndServersThatAreMissing() throws Exception {
        shop.edit(text -> text.replaceFirst("user=\"[^\"]*\"", "user=\"" + USER + "\"")
                .replaceFirst("password=\"[^\"]*\"", "password=\"geheim-7\""));
        assertThat(diagnose()).containsExactly("source-login");
        assertThat(finding("source-login").toString()).contains("ALTER USER").doesNotContain("geheim");
        SERVER.execute("ALTER USER '" + USER + "'@'%' IDENTIFIED BY 'geheim-7'");

        for (String what : List.of("the database", "all that is needed in it")) {
            assertThat(diagnose()).as(what).contains("source-rights");
            mend("source-rights");
        }
        assertThat(diagnose()).isEmpty();

        shop.edit(text -> text.replace(
                "schema-registry-url=\"" + Servers.registry().url(), "schema-registry-url=\"http://127.0.0.1:1"));
        shop.through(1, SERVER.port());
        assertThat(diagnose()).containsExactly("source-away", "registry-away");
        shop.through(SERVER.port(), 1);
        assertThat(diagnose()).containsExactly("target-away", "registry-away");
        shop.through(SERVER.port(), SERVER.port());
        shop.edit(text -> text);
        assertThat(diagnose()).isEmpty();
    }

    @Test
    @Order(4)
    void tellsWhichTransactionIsInTheWay() throws Exception {
        Connection importing = holding(shop.source);
        Connection reporting = holding(target);

        assertThat(diagnose("--long-transaction", "0")).contains("source-transaction");
        mend("source-transaction");
        SERVER.executeIn(shop.source, "UPDATE cms_block SET title = 'waits' WHERE block_id = 1");
        await().atMost(LIMIT).until(() -> diagnose().contains("target-locked"));
        mend("target-locked");

        awaitHealth();
        importing.abort(Runnable::run);
        reporting.abort(Runnable::run);
        awaitTitle("waits");
    }

    @Test
    @Order(5)
    void tellsWhatIsParkedAndHowItComesIn() throws Exception {
        SERVER.executeIn(shop.source, "UPDATE cms_page SET title = 'refused' WHERE page_id = 1");
        await().atMost(LIMIT).until(() -> diagnose().equals(List.of("parked-refused")));
        assertThat(finding("parked-refused").path("evidence").toString()).contains("1 of cms_page", "TARGET_REJECTED");

        SERVER.executeIn(target, "ALTER TABLE cms_page DROP CONSTRAINT obstacle");
        mend("parked-refused");
        awaitHealth();
        // A load puts the obstacle back with the table as it was.
        SERVER.executeIn(shop.source, "UPDATE cms_page SET title = 'taken' WHERE page_id = 1");
    }

    @Test
    @Order(6)
    void tellsWhatTheStateHasLostAndWhatWasBrokenOff() throws Exception {
        stop();
        StateSchema state = state();
        SERVER.execute("INSERT INTO " + state.table("schema_version") + " (version) VALUES (999)");
        assertThat(diagnose()).startsWith("state-newer");
        SERVER.execute("DELETE FROM " + state.table("schema_version") + " WHERE version = 999");
        SERVER.execute("RENAME TABLE " + state.table("wanted_state") + " TO " + state.table("away"));
        assertThat(diagnose()).startsWith("state-damaged");
        SERVER.execute("RENAME TABLE " + state.table("away") + " TO " + state.table("wanted_state"));

        new TargetTriggers(state).suspend();
        SERVER.executeIn(shop.source, "ALTER TABLE cms_page DROP COLUMN meta_keywords");
        fence();
        assertThat(diagnose()).containsExactly("fence-left", "plan-changed", "stream-stopped", "triggers-suspended");
        mend("fence-left", "plan-changed", "triggers-suspended");
        assertThat(diagnose()).containsExactly("stream-stopped");

        SERVER.executeIn(shop.source, "ALTER TABLE cms_page ADD COLUMN meta_keywords TEXT");
        SERVER.executeIn(target, "SET foreign_key_checks = 0", "TRUNCATE TABLE cms_page");
        assertThat(diagnose()).containsExactly("target-replaced", "plan-changed", "stream-stopped");
        mend("target-replaced");
        assertThat(diagnose()).containsExactly("stream-stopped");
        mend("stream-stopped");
        awaitHealth();
        SERVER.executeIn(shop.source, "UPDATE cms_block SET title = 'carried' WHERE block_id = 1");
        awaitTitle("carried");
        stop();
    }

    @Test
    @Order(7)
    void tellsThatAProcessHoldsTheLockAndDoesNothing() throws Exception {
        StateSchema state = state();
        RunLock lock = RunLock.take(state, "stream");
        SERVER.execute("UPDATE " + state.table("sink_watermark") + " SET source_micros = source_micros - 120000000");

        assertThat(diagnose()).containsExactly("stream-silent");
        mend("stream-silent");

        awaitHealth();
        assertThat(lock.isHeld()).isFalse();
        stop();
    }

    @Test
    @Order(8)
    void tellsThatCaptureOrTopicsHaveLostWhatWasToCome() throws Exception {
        SERVER.executeIn(
                shop.source,
                "DROP TRIGGER "
                        + shop.names("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '"
                                        + shop.source + "' AND EVENT_OBJECT_TABLE = 'cms_page'")
                                .get(0),
                "UPDATE cms_page SET title = 'missed'");
        loseTopics();
        SERVER.execute("UPDATE " + state().table("captured") + " SET total = total + 1 LIMIT 1");

        assertThat(diagnose())
                .containsExactly(
                        "triggers-gone",
                        "topics-gone",
                        "records-gone",
                        "ledger-unbalanced",
                        "kafka-topics",
                        "stream-stopped");
        assertThat(shop.run(target, "delta", "--until-drained")).isNotEqualTo(ExitCode.DONE);
        assertThat(diagnose()).contains("stream-failed").doesNotContain("stream-stopped");
        new StreamState(state()).forget("then");
        assertThat(diagnose()).contains("triggers-gone", "attach-unfinished").doesNotContain("stream-failed");
        mend("attach-unfinished");
        await().atMost(LIMIT).until(() -> SERVER.query("SELECT DISTINCT title FROM " + target + ".cms_page")
                .equals(List.of(List.of("missed"))));
        awaitHealth();
        stop();
    }

    @Test
    @Order(9)
    void tellsThatAResetAndThenALoadAreNotFinished() throws Exception {
        new ResetState(state()).begin(ResetScope.DATA, List.of("Settings Step", "Stores Step"));
        assertThat(diagnose()).contains("reset-unfinished");
        mend("reset-unfinished");

        assertThat(diagnose()).containsExactly("load-unfinished");
        mend("load-unfinished");

        assertThat(diagnose()).containsExactly("stream-stopped");
    }

    @Test
    @Order(10)
    void tellsThatTheStateOfATargetIsGone() throws Exception {
        SERVER.execute("DROP DATABASE " + CommandShop.stateOf(target));

        assertThat(diagnose()).containsExactly("state-missing");
        assertThat(finding("state-missing").path("mend").path(0).path("where").asText())
                .as("nothing is given up before the backup was looked for")
                .isEqualTo("person");
        mend("state-missing");

        assertThat(diagnose()).isEmpty();
    }

    /** A transaction that has changed a row and stays open. */
    private static Connection holding(String database) throws Exception {
        Connection connection = SERVER.connect(database);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("UPDATE cms_block SET title = CONCAT(title, '.') WHERE block_id = 1");
        }
        return connection;
    }

    private void awaitTitle(String title) {
        await().atMost(LIMIT).until(() -> SERVER.query("SELECT title FROM " + target + ".cms_block WHERE block_id = 1")
                .equals(List.of(List.of(title))));
    }

    private StateSchema state() throws Exception {
        return Databases.of(shop.config(target)).state();
    }

    private void fence() throws Exception {
        var store = new CutoverStore(state());
        Fence fence = Fences.of(
                Fences.TRIGGERS, shop.config(target), Databases.of(shop.config(target)), List.of("cms_block"));
        long id = store.begin(false, "killed");
        store.stageBegins(id, "fence", System.currentTimeMillis());
        store.fenceWanted(id, fence.choice(), fence.memory(), System.currentTimeMillis());
        fence.set(Deadline.in(LIMIT, "the test's time"));
        store.fenceSet(id);
    }

    /** One topic is deleted, another one made anew without records and with other settings. */
    private void loseTopics() throws Exception {
        List<String> topics = shop.names(
                "SELECT topic FROM " + state().table("sink_offset") + " GROUP BY topic ORDER BY MAX(next_offset) DESC");
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.kafka().bootstrapServers()))) {
            admin.deleteTopics(topics.subList(0, 2)).all().get();
            await().atMost(LIMIT)
                    .until(() -> admin.listTopics().names().get().stream().noneMatch(topics.subList(0, 2)::contains));
            admin.createTopics(List.of(new NewTopic(topics.get(0), 2, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** The names of all findings in their order. */
    private List<String> diagnose(String... more) throws Exception {
        var words = new ArrayList<>(List.of("diagnose", "--json"));
        words.addAll(List.of(more));
        int exitCode = shop.run(target, words.toArray(String[]::new));
        told = new ObjectMapper().readTree(shop.result());
        List<String> names = StreamSupport.stream(told.path("findings").spliterator(), false)
                .map(finding -> finding.path("name").asText())
                .toList();
        boolean isWrong = !names.isEmpty() || !told.path("unseen").isEmpty();
        assertThat(exitCode).as(shop.result()).isEqualTo(isWrong ? ExitCode.FAILED : ExitCode.DONE);
        return names;
    }

    private JsonNode finding(String name) {
        return StreamSupport.stream(told.path("findings").spliterator(), false)
                .filter(finding -> finding.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void awaitHealth() {
        await().atMost(LIMIT).untilAsserted(() -> {
            diagnose();
            assertThat(told.toString()).isEqualTo("{\"findings\":[],\"unseen\":[]}");
        });
    }

    /** Does exactly what stands there: all of it, or the first of several ways that a program can go. */
    private void mend(String... names) throws Exception {
        JsonNode before = told;
        for (String name : names) {
            told = before;
            for (JsonNode mend : finding(name).path("mend")) {
                boolean isDone =
                        apply(mend.path("where").asText(), mend.path("text").asText());
                if (isDone && finding(name).path("choice").asBoolean()) {
                    break;
                }
            }
        }
    }

    private boolean apply(String where, String text) throws Exception {
        switch (where) {
            case "source", "target" -> SERVER.execute(text);
            case "shell" -> command(List.of(text.split(" ")));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void command(List<String> words) throws Exception {
        List<String> command = new ArrayList<>(words.subList(1, words.size()));
        if (List.of("delta", "attach").contains(command.get(0))) {
            stream = new RunningDelta(command);
            return;
        }
        int config = command.indexOf("--config");
        command.remove(config);
        command.remove(config);
        assertThat(shop.run(target, command.toArray(String[]::new)))
                .as(shop.said())
                .isEqualTo(ExitCode.DONE);
    }

    private void stop() throws Exception {
        assertThat(shop.run(target, "stop")).isEqualTo(ExitCode.DONE);
        RunningDelta running = java.util.Objects.requireNonNull(stream);
        await().atMost(LIMIT).until(running::isOver);
        running.close();
        stream = null;
    }

    private static String kafka(String registry) {
        return "<kafka bootstrap-servers=\"" + Servers.kafka().bootstrapServers() + "\" schema-registry-url=\""
                + registry + "\"/>";
    }
}
