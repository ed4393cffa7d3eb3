package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.app.command.ExitCode;
import dev.gangway.embedded.process.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control port of a real stream: what it tells is true, and what it is asked for is done. */
class ControlPortIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String SECRET = "planted-secret-4711";

    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void tellsAndDoesWhatARunningStreamCan() throws Exception {
        port = FreePorts.next();
        try (var shop = new CommandShop(folder, "triggers").withSharedKafka()) {
            String target = shop.newTarget();
            String element = "<control port=\"" + port + "\" token=\"" + SECRET + "\"/>";
            shop.edit(text -> text.replace("<control port=\"0\"/>", element));
            assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
            assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
            try (var delta = new RunningDelta(shop.file(target).toString())) {
                await().atMost(LIMIT).until(() -> isRunning(delta));
                CommandShop.SERVER.executeIn(shop.source, "UPDATE cms_page SET title = 'seen' WHERE page_id = 1");
                await().atMost(LIMIT).untilAsserted(() -> assertThat(get("/api/ledger"))
                        .contains("\"table\":\"cms_page\",\"captured\":1,\"applied\":1", "\"gap\":0"));
                await().atMost(LIMIT).untilAsserted(() -> assertThat(get("/metrics"))
                        .contains("gangway_captured_changes_total{table=\"cms_page\"} 1.0")
                        .contains("gangway_lag_changes 0.0", "gangway_part_up{part=\"capture\"} 1.0"));
                assertThat(get("/api/status"))
                        .contains("\"sentence\":\"Shop writes: Magento 1. Target: level. Nothing parked.\"");
                assertThat(get("/api/parked")).isEqualTo("[]");

                assertThat(post("/api/pause", "{\"reason\": \"look at it\"}")).contains("\"by\":\"person\"");
                await().atMost(LIMIT).until(() -> get("/api/status").contains("\"state\":\"PAUSED\",\"sentence\""));
                shop.run(target, "status");
                assertThat(shop.result()).contains("paused by a person", "look at it");
                post("/api/resume", "");
                await().atMost(LIMIT).until(() -> isRunning(delta));

                var seen = new StringBuilder(get("/api/status") + get("/metrics") + get("/health") + shop.result());
                post("/api/stop", "");
                await().atMost(LIMIT).until(delta::isOver);
                assertThat(delta.stop()).as(delta.said()).isEqualTo(ExitCode.DONE);
                seen.append(delta.said());
                assertThat(seen.toString())
                        .contains("Console, API and metrics: http://127.0.0.1:" + port + "/")
                        .doesNotContain(SECRET, "0123456789abcdef0123456789abcdef");
            }
        }
    }

    private boolean isRunning(RunningDelta delta) throws InterruptedException {
        assertThat(delta.isOver()).as(delta.said()).isFalse();
        try {
            return get("/api/status").contains("\"state\":\"RUNNING\",\"sentence\"");
        } catch (IOException e) {
            return false; // not open yet
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + SECRET);
    }

    private String get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("X-Gangway", "test")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
