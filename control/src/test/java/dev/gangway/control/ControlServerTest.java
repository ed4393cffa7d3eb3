package dev.gangway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.pipeline.PipelineStatus.State;
import dev.gangway.core.config.ControlConfig;
import dev.gangway.core.config.ControlTls;
import dev.gangway.core.config.Secret;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlServerTest {
    private static final String TOKEN = "planted-secret-0123456789";

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakePipeline pipeline = new FakePipeline();
    private ControlServer server = start(Secret.EMPTY);

    private ControlServer start(Secret token) {
        return ControlServer.start(new ControlConfig(0, "127.0.0.1", token, ControlTls.NONE, true), pipeline);
    }

    private void restart(Secret token) {
        server.close();
        server = start(token);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tellsHowTheStreamStands() throws Exception {
        HttpResponse<String> answer = get("/api/status");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body())
                .contains(
                        "\"sentence\":\"Shop writes: Magento 1.", "\"lag\":12", "\"name\":\"transform\"", "\"gap\":0");
        assertThat(get("/api/ledger").body()).contains("\"coalesced\":2283");
        assertThat(get("/api/parked").body()).contains("\"code\":\"ROW_REJECTED\"");
    }

    @Test
    void isHealthyWhileItWaitsAndNotWhenItNeedsAPerson() throws Exception {
        pipeline.state = State.WAITING;
        assertThat(get("/health").statusCode()).isEqualTo(200);
        pipeline.state = State.FAILED;
        HttpResponse<String> answer = get("/health");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"status\":\"DOWN\",\"state\":\"FAILED\"}");
    }

    @Test
    void doesWhatAPersonWants() throws Exception {
        assertThat(post("/api/pause", "{\"reason\": \"backup\"}", "Content-Type", "application/json")
                        .body())
                .isEqualTo("{\"state\":\"PAUSE\",\"by\":\"person\",\"reason\":\"backup\",\"sinceMs\":1}");
        assertThat(post("/api/resume", "", "X-Gangway", "1").statusCode()).isEqualTo(200);
        assertThat(post("/api/stop", "", "X-Gangway", "1").statusCode()).isEqualTo(200);
        assertThat(pipeline.wishes).containsExactly("PAUSE backup", "RESUME ", "STOP ");
    }

    @Test
    void saysWhyTheTargetDoesNotAnswer() throws Exception {
        pipeline.failure = new MigrationException(ErrorCode.TARGET_UNAVAILABLE, "no answer");

        HttpResponse<String> answer = get("/api/ledger");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"code\":\"TARGET_UNAVAILABLE\",\"message\":\"no answer\"}");
        pipeline.failure = null;
    }

    @Test
    void refusesWhatAForeignPageCouldMakeABrowserSend() throws Exception {
        assertThat(post("/api/stop", "a=b", "Content-Type", "application/x-www-form-urlencoded")
                        .body())
                .contains("NO_INTENT");
        assertThat(post("/api/stop", "{}", "Content-Type", "text/plain").statusCode())
                .isEqualTo(403);
        assertThat(post("/api/stop", "", "X-Gangway", "1", "Origin", "http://evil.example")
                        .body())
                .contains("WRONG_ORIGIN");
        assertThat(raw("GET /api/status HTTP/1.1\r\nHost: evil.example:8262\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("WRONG_HOST");
        assertThat(raw("GET /api/status HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(pipeline.wishes).isEmpty();
    }

    @Test
    void asksForTheTokenEverywhereButForItsHealthAndItsPage() throws Exception {
        restart(new Secret(TOKEN));

        for (String path : List.of("/api/status", "/api/ledger", "/api/parked", "/api/events", "/metrics")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(401);
            assertThat(get(path, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
        }
        assertThat(post("/api/pause", "", "X-Gangway", "1").statusCode()).isEqualTo(401);
        assertThat(pipeline.wishes).isEmpty();
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/").statusCode()).isEqualTo(200);
        assertThat(get("/api/status", "Authorization", "Bearer " + TOKEN).statusCode())
                .isEqualTo(200);
    }

    @Test
    void showsItsTokenNowhere() throws Exception {
        restart(new Secret(TOKEN));
        var seen = new StringBuilder(server.toString());
        for (Asset asset : Asset.all()) {
            seen.append(get(asset.path()).body());
        }
        for (String path :
                List.of("/health", "/metrics", "/api/status", "/api/ledger", "/api/parked", "/api/nothing")) {
            HttpResponse<String> answer = get(path, "Authorization", "Bearer " + TOKEN);
            seen.append(answer.body()).append(answer.headers().map());
        }
        seen.append(get("/api/status", "Authorization", "Bearer x" + TOKEN).body());

        assertThat(seen.toString()).doesNotContain("planted-secret");
        assertThat(new ControlConfig(1, "0.0.0.0", new Secret(TOKEN), ControlTls.NONE, true).toString())
                .doesNotContain("planted-secret");
    }

    @Test
    void refusesLargeRequestsAndTooMany() throws Exception {
        assertThat(post("/api/pause", "x".repeat(200_000), "X-Gangway", "1").statusCode())
                .isEqualTo(413);
        assertThat(post("/api/pause", "{ half", "X-Gangway", "1").statusCode()).isEqualTo(400);
        assertThat(pipeline.wishes).isEmpty();
        List<CompletableFuture<HttpResponse<String>>> many = IntStream.range(0, 400)
                .mapToObj(i -> client.sendAsync(request("/health").build(), BodyHandlers.ofString()))
                .toList();
        assertThat(many).extracting(answer -> answer.join().statusCode()).contains(200, 429);
        await().atMost(Duration.ofSeconds(10)).until(() -> get("/health").statusCode() == 200);
    }

    @Test
    void sendsAnEventEachSecondToAllWhoFollow() throws Exception {
        try (InputStream one = events();
                InputStream other = events()) {
            assertThat(nextEvent(one)).contains("\"lag\":12");
            pipeline.state = State.PAUSED;
            await().atMost(Duration.ofSeconds(5)).until(() -> nextEvent(other).contains("\"state\":\"PAUSED\""));
        }
    }

    private InputStream events() throws Exception {
        return client.send(request("/api/events", "Accept", "text/event-stream").build(), BodyHandlers.ofInputStream())
                .body();
    }

    private static String nextEvent(InputStream in) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("data:")) {
                return line;
            }
        }
        return "";
    }

    @Test
    void servesItsMetrics() throws Exception {
        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body())
                .contains("gangway_lag_changes 12.0", "gangway_delay_seconds 0.4", "jvm_memory_used_bytes{")
                .contains("gangway_accounted_changes_total{outcome=\"applied\",table=\"cms_page\"} 1170.0");
    }

    @Test
    void refusesAPortThatIsTaken() {
        var config = new ControlConfig(server.port(), "127.0.0.1", Secret.EMPTY, ControlTls.NONE, true);

        assertThatThrownBy(() -> ControlServer.start(config, pipeline))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("The control port 127.0.0.1:" + server.port() + " cannot be opened")
                .extracting(e -> ((MigrationException) e).code())
                .isEqualTo(ErrorCode.CONTROL_PORT_TAKEN);
    }

    @Test
    void allowsThePageOnlyWhatComesWithIt() throws Exception {
        assertThat(get("/").headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return client.send(request(path, headers).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return client.send(
                request(path, headers).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /** A request with a header that clients do not let one choose. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port());
                OutputStream out = socket.getOutputStream()) {
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
