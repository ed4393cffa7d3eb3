package dev.gangway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.ControlConfig;
import dev.gangway.core.config.ControlTls;
import dev.gangway.core.config.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page comes with everything it needs, and needs nothing from anywhere else. */
class ConsoleTest {
    private static final Pattern NEEDED =
            Pattern.compile("(?:src|href)=\"([^\"]+)\"|^import .* from '([^']+)'", Pattern.MULTILINE);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ControlServer server = ControlServer.start(
            new ControlConfig(0, "127.0.0.1", Secret.EMPTY, ControlTls.NONE, true), new FakePipeline());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void servesThePageAndAllThatItLoads() throws Exception {
        Deque<URI> open = new ArrayDeque<>(List.of(URI.create("http://127.0.0.1:" + server.port() + "/")));
        var loaded = new ArrayList<String>();
        while (!open.isEmpty()) {
            URI uri = open.pop();
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(uri.toString()).isEqualTo(200);
            assertThat(uri.getHost()).isEqualTo("127.0.0.1");
            loaded.add(uri.getPath());
            if (uri.getPath().equals("/") || uri.getPath().startsWith("/console/") && !isOfALibrary(uri)) {
                needed(answer.body()).map(uri::resolve).forEach(next -> {
                    if (!loaded.contains(next.getPath()) && !open.contains(next)) {
                        open.add(next);
                    }
                });
            }
        }

        assertThat(loaded)
                .containsExactlyInAnyOrderElementsOf(Asset.all().stream()
                        .map(Asset::path)
                        .filter(path -> !path.endsWith(".yaml"))
                        .toList());
    }

    private static boolean isOfALibrary(URI uri) {
        return uri.getPath().contains("preact") || uri.getPath().contains("uplot");
    }

    private static Stream<String> needed(String text) {
        return NEEDED.matcher(text).results().map(ConsoleTest::name);
    }

    private static String name(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }

    @Test
    void hasNoScriptOrStyleInsideThePage() throws Exception {
        String page = Asset.all().get(0).text();
        Matcher inline = Pattern.compile("<script>|<style|style=|\\son\\w+=").matcher(page);

        assertThat(inline.find()).isFalse();
    }
}
