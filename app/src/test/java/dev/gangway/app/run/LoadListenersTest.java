package dev.gangway.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.app.command.Console;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.bulkloader.progress.BulkListener.StageRef;
import dev.gangway.bulkloader.progress.BulkListener.TableProgress;
import dev.gangway.bulkloader.progress.CopyTimes;
import dev.gangway.bulkloader.progress.Finding;
import dev.gangway.bulkloader.progress.StepWork;
import dev.gangway.core.config.Mode;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person and a script hear of a load. */
class LoadListenersTest {
    private static final StageRef MAP = new StageRef(Mode.DATA, "Map Step", StageRef.DATA);
    private static final StageRef CHECK = new StageRef(Mode.DATA, "Map Step", "integrity check");

    private final StringWriter said = new StringWriter();
    private final Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(said));
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final List<String> lines = new ArrayList<>();
    private long now;

    private ConsoleListener forAFile() {
        return new ConsoleListener(console, null, () -> now);
    }

    private ConsoleListener forATerminal() {
        return new ConsoleListener(console, new PrintStream(screen, true, StandardCharsets.UTF_8), () -> now);
    }

    private JsonListener forAScript() {
        var date = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
        return new JsonListener(lines::add, date, () -> now);
    }

    private void load(BulkListener listener) {
        listener.planned(Mode.DATA, List.of(new StepWork(MAP, Map.of("sales_flat_order", 1000.0), 0)));
        listener.stageStarted(CHECK);
        listener.findings(CHECK, List.of(Finding.error("one is missing"), Finding.warning("one is odd")));
        listener.stageFinished(CHECK, 20);
        listener.stageStarted(MAP);
        for (int chunk = 0; chunk <= 10; chunk++) {
            listener.tableProgress(
                    new TableProgress("Map Step", "sales_flat_order", chunk * 100L, 990, chunk * 5_000L, chunk, 10));
            now += 10_000_000_000L;
        }
        listener.copied("Map Step", new CopyTimes(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3)));
        listener.stageFinished(MAP, 110_000);
        listener.warning("mind this");
    }

    @Test
    void writesFewLinesToAFile() {
        load(forAFile());

        assertThat(said.toString().lines())
                .containsExactly(
                        "error: Map Step: one is missing",
                        "warning: Map Step: one is odd",
                        "Map Step: 300 rows, 15 kB, 30 %, 10 rows/s, about 1:10 left",
                        "Map Step: 600 rows, 30 kB, 60 %, 10 rows/s, about 0:40 left",
                        "Map Step: 900 rows, 45 kB, 90 %, 10 rows/s, about 0:10 left",
                        "Map Step: data migration done in 110.0 s, 1,000 rows (50 kB) of 1 tables, 9 rows/s",
                        "warning: mind this");
    }

    @Test
    void changesOneLineOnATerminalAndTakesItAway() {
        load(forATerminal());

        assertThat(screen.toString(StandardCharsets.UTF_8))
                .startsWith("\rMap Step: 100 rows, 5 kB, 10 %, 10 rows/s, about 1:30 left")
                .endsWith("\r" + " ".repeat("Map Step: 1,000 rows, 50 kB, 100 %, 10 rows/s, about 0:00 left".length())
                        + "\r");
        assertThat(said.toString().lines()).hasSize(4);
    }

    @Test
    void tellsAScriptEverythingAsJson() throws IOException {
        JsonListener listener = forAScript();
        listener.running(Mode.DATA, () -> load(listener));

        List<JsonNode> events = events();
        assertThat(events)
                .extracting(event -> event.get("event").asText())
                .startsWith(
                        "started", "stage-started", "finding", "finding", "stage-finished", "progress", "stage-started")
                .endsWith("copied", "stage-finished", "progress", "warning", "finished");
        assertThat(lines.get(2))
                .isEqualTo("{\"event\":\"finding\",\"time\":\"2026-01-02T03:04:05Z\",\"mode\":\"data\","
                        + "\"step\":\"Map Step\",\"stage\":\"integrity check\",\"severity\":\"error\","
                        + "\"message\":\"one is missing\"}");
        assertThat(events).anySatisfy(event -> {
            assertThat(event.path("event").asText()).isEqualTo("progress");
            assertThat(event.path("percent").asDouble()).isEqualTo(50);
            assertThat(event.path("secondsLeft").asDouble()).isEqualTo(50);
        });
        JsonNode finished = events.get(events.size() - 1);
        assertThat(finished.path("rows").asLong()).isEqualTo(1000);
        assertThat(finished.path("durationMs").asLong()).isEqualTo(110_000);
        assertThat(finished.path("heapPeakBytes").asLong()).isPositive();
    }

    @Test
    void reportsATableAtMostOnceASecond() throws IOException {
        JsonListener listener = forAScript();
        for (int chunk = 0; chunk <= 100; chunk++) {
            listener.tableProgress(new TableProgress("Map Step", "quote", chunk, 100, chunk, chunk, 100));
            now += 50_000_000L;
        }

        assertThat(events())
                .filteredOn(event -> event.path("event").asText().equals("table-progress"))
                .extracting(event -> event.path("chunks").asInt())
                .containsExactly(0, 20, 40, 60, 80, 100);
    }

    @Test
    void tellsAScriptWhatStoppedTheRun() throws IOException {
        JsonListener listener = forAScript();

        assertThatThrownBy(() -> listener.running(Mode.DATA, () -> {
                    throw new MigrationException(ErrorCode.VOLUME_FAILED, "rows are missing");
                }))
                .isInstanceOf(MigrationException.class);
        assertThat(lines.get(1)).contains("\"event\":\"failed\"", "\"code\":\"VOLUME_FAILED\"");
    }

    @Test
    void describesEveryEventInTheReference() throws IOException {
        JsonListener listener = forAScript();
        listener.stageSkipped(MAP);
        listener.running(Mode.DATA, () -> load(listener));
        Path home = Path.of(System.getProperty("gangway.home", ".."));
        String reference = Files.readString(home.resolve("docs/reference/events.md"));

        for (JsonNode event : events()) {
            assertThat(reference).contains("| `" + event.path("event").asText() + "` |");
            event.fieldNames().forEachRemaining(field -> assertThat(reference).contains("`" + field + "`"));
        }
    }

    private List<JsonNode> events() throws IOException {
        var mapper = new ObjectMapper();
        var events = new ArrayList<JsonNode>();
        for (String line : lines) {
            events.add(mapper.readTree(line));
        }
        return events;
    }
}
