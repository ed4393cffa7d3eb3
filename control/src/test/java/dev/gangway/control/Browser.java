package dev.gangway.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Chromium without a window, driven by the distribution's own driver in the words of the WebDriver standard. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String START = """
            {"capabilities": {"alwaysMatch": {"goog:loggingPrefs": {"browser": "ALL"}, "goog:chromeOptions":
              {"args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,1400"]}}}}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process driver;
    private final String address;
    private String session = "";

    private Browser(Path program) throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        address = "http://127.0.0.1:" + port;
        driver = new ProcessBuilder(program.toString(), "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> send("GET", "/status", "")
                .path("ready")
                .asBoolean());
        session =
                "/session/" + send("POST", "/session", START).path("sessionId").asText();
    }

    /** Empty where no browser is installed. */
    static Optional<Path> driver() {
        return Stream.of("/usr/bin/chromedriver", "/usr/local/bin/chromedriver")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path driver) throws IOException, InterruptedException {
        return new Browser(driver);
    }

    void open(String url) throws IOException, InterruptedException {
        send("POST", session + "/url", JSON.writeValueAsString(Map.of("url", url)));
    }

    /** The value of an expression in the page, as text. */
    String value(String expression) throws IOException, InterruptedException {
        String script = "return String(" + expression + ")";
        return send(
                        "POST",
                        session + "/execute/sync",
                        JSON.writeValueAsString(Map.of("script", script, "args", new String[0])))
                .asText();
    }

    /** What an element shows; empty when there is none. */
    String text(String selector) throws IOException, InterruptedException {
        return value("(document.querySelector('" + selector + "') || {innerText: ''}).innerText");
    }

    void click(String selector) throws IOException, InterruptedException {
        value("document.querySelector('" + selector + "').click()");
    }

    /** Errors that the browser met, such as a refused script. */
    String errors() throws IOException, InterruptedException {
        return send("POST", session + "/se/log", "{\"type\": \"browser\"}").toString();
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body())
                .path("value");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        send("DELETE", session, "");
        driver.destroy();
        driver.waitFor(10, TimeUnit.SECONDS);
    }
}
