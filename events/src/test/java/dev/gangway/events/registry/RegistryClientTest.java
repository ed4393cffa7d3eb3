package dev.gangway.events.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryClientTest {
    private static final Schema SCHEMA =
            SchemaBuilder.record("r").fields().requiredInt("i").endRecord();

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void registersOnceAndAnswersFromMemory() {
        answers.add("200 {\"id\":7}");
        RegistryClient client = client("");

        assertThat(client.register("t-r", SCHEMA)).isEqualTo(7);
        assertThat(client.register("t-r", SCHEMA)).isEqualTo(7);
        assertThat(client.schema(7)).isEqualTo(SCHEMA);
        assertThat(requests).containsExactly("POST /subjects/t-r/versions null");
    }

    @Test
    void readsASchemaByItsId() {
        answers.add("200 {\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}");

        assertThat(client("").schema(3)).isEqualTo(Schema.create(Schema.Type.STRING));
    }

    @Test
    void triesAgainWhenTheServerFails() {
        answers.add("503 {}");
        answers.add("200 {\"id\":1}");

        assertThat(client("").register("s", SCHEMA)).isEqualTo(1);
        assertThat(requests).hasSize(2);
    }

    @Test
    void sendsUserAndPassword() {
        answers.add("401 {}");

        assertThatThrownBy(() -> client("me").ping())
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REGISTRY_REJECTED))
                .hasMessageContaining("user and password")
                .hasMessageNotContaining("secret");
        assertThat(requests).containsExactly("GET /subjects Basic bWU6c2VjcmV0");
    }

    @Test
    void saysWhichSubjectIsNotCompatible() {
        answers.add("409 {\"error_code\":409}");

        assertThatThrownBy(() -> client("").register("t-r", SCHEMA)).hasMessageContaining("t-r");
    }

    @Test
    void saysThatAnIdIsUnknown() {
        answers.add("404 {\"error_code\":40403}");

        assertThatThrownBy(() -> client("").schema(99))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_UNREADABLE));
    }

    @Test
    void forgetsAlsoSubjectsThatTheRegistryTellsOnlyWhenOthersAreGone() {
        List.of("200 [\"a.1\",\"ab\"]", "200 [1]", "200 [\"a.2\"]", "200 [1]", "200 []")
                .forEach(answers::add);

        client("").removeAll("a.");

        assertThat(requests)
                .containsExactly(
                        "GET /subjects?subjectPrefix=a. null",
                        "DELETE /subjects/a.1 null",
                        "GET /subjects?subjectPrefix=a. null",
                        "DELETE /subjects/a.2 null",
                        "GET /subjects?subjectPrefix=a. null");
    }

    @Test
    void leavesSubjectsThatTheRegistryKeeps() {
        List.of("200 [\"a.1\"]", "200 [1]", "200 [\"a.1\"]").forEach(answers::add);

        client("").removeAll("a.");

        assertThat(requests).hasSize(3);
    }

    @Test
    void saysThatNobodyAnswers() {
        RegistryClient client = client("");
        server.stop(0);

        assertThatThrownBy(client::ping).isInstanceOfSatisfying(MigrationException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.REGISTRY_UNAVAILABLE));
    }

    private RegistryClient client(String user) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new RegistryClient(new RegistryConfig(url, user, "secret", Duration.ofSeconds(2), 2));
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        String answer = answers.remove();
        byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
