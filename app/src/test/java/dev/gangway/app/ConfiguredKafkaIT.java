package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gangway.app.command.ExitCode;
import dev.gangway.embedded.KafkaOptions;
import dev.gangway.embedded.KafkaSecurity;
import dev.gangway.embedded.KafkaServer;
import dev.gangway.embedded.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cluster and a registry that run elsewhere and let in only whom they know: all parts find their way and reset cleans up. */
class ConfiguredKafkaIT {
    private static final String USER = "gangway";
    private static final String SECRET = "kafka-s3cret";
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private HttpServer registry;

    /** The registry, behind a door that asks for user and password. */
    @BeforeEach
    void startRegistry() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", this::pass);
        registry.start();
    }

    @AfterEach
    void stopRegistry() {
        registry.stop(0);
    }

    @ParameterizedTest
    @CsvSource("SASL_PLAINTEXT, binlog")
    void carriesAShopOverAndResets(String protocol, String capture) throws Exception {
        carryAShopOverAndReset(protocol, capture);
    }

    @ParameterizedTest
    @CsvSource("SSL, triggers")
    @Tag("night")
    void doesSoByTlsToo(String protocol, String capture) throws Exception {
        carryAShopOverAndReset(protocol, capture);
    }

    private void carryAShopOverAndReset(String protocol, String capture) throws Exception {
        // Given
        KafkaSecurity security = security(protocol);
        try (KafkaServer kafka = KafkaServer.start(KafkaOptions.defaults().withSecurity(security));
                var shop = new CommandShop(folder, capture).withKafka(element(kafka, clientFile(security)))) {
            String target = shop.newTarget();

            // When
            carryOver(shop, target, "first");
            List<String> topics = topics(kafka, security);
            List<String> subjects = subjects(target);
            assertThat(shop.run(target, "reset", "--yes")).as(shop.said()).isEqualTo(ExitCode.DONE);
            String reset = shop.said();
            List<String> topicsLeft = topics(kafka, security);
            List<String> subjectsLeft = subjects(target);
            CommandShop.SERVER.executeIn(shop.source, "ALTER TABLE cms_page MODIFY sort_order VARCHAR(20) NOT NULL");
            carryOver(shop, target, "second");

            // Then
            assertThat(topics).hasSizeGreaterThan(20);
            assertThat(subjects).hasSizeGreaterThan(20);
            assertThat(reset)
                    .contains("Kafka at " + kafka.bootstrapServers() + ": delete " + topics.size() + " topics")
                    .contains(registryUrl() + ": forget " + subjects.size() + " subjects")
                    .doesNotContain(SECRET);
            assertThat(topicsLeft).isEmpty();
            assertThat(subjectsLeft).isEmpty();
        }
    }

    @Test
    void saysThatTheClusterDoesNotLetItIn() throws Exception {
        KafkaSecurity security = security("SASL_PLAINTEXT");
        try (KafkaServer kafka = KafkaServer.start(KafkaOptions.defaults().withSecurity(security))) {
            Map<String, String> wrong = new HashMap<>(security.client());
            wrong.replaceAll((name, value) -> value.replace(SECRET, "wr0ng"));
            try (var shop = new CommandShop(folder, "triggers")
                    .withKafka(element(kafka, clientFile(new KafkaSecurity("", Map.of(), wrong))))) {
                String target = shop.newTarget();
                assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
                assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);

                int delta = shop.run(target, "delta", "--until-drained");

                assertThat(delta).as(shop.said()).isEqualTo(ExitCode.FAILED);
                assertThat(shop.said().lines().filter(line -> line.startsWith("gangway: ")))
                        .singleElement()
                        .asString()
                        .contains("client-properties")
                        .doesNotContain("wr0ng");
            }
        }
    }

    private void carryOver(CommandShop shop, String target, String title) throws IOException {
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
        CommandShop.SERVER.executeIn(shop.source, "UPDATE cms_page SET title = '" + title + "' WHERE page_id = 1");
        assertThat(shop.run(target, "delta", "--until-drained")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(CommandShop.SERVER.query("SELECT title FROM " + target + ".cms_page WHERE page_id = 1"))
                .containsExactly(List.of(title));
    }

    private static List<String> topics(KafkaServer kafka, KafkaSecurity security) throws Exception {
        Map<String, Object> client = new HashMap<>(security.client());
        client.put("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(client)) {
            return admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
                    .filter(name -> name.startsWith("gangway."))
                    .toList();
        }
    }

    private List<String> subjects(String target) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(Servers.registry().url() + "/subjects"))
                .build();
        String all = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return List.of(all.split(",")).stream()
                .filter(name -> name.contains("gangway." + target.replace('_', '-') + "."))
                .toList();
    }

    private KafkaSecurity security(String protocol) throws Exception {
        return switch (protocol) {
            case "SASL_PLAINTEXT" -> KafkaSecurity.saslPlain(USER, SECRET);
            case "SSL" -> KafkaSecurity.tls(keyStore().toString(), SECRET);
            default -> KafkaSecurity.PLAINTEXT;
        };
    }

    private Path keyStore() throws Exception {
        Path file = folder.resolve("kafka.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "kafka",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        SECRET,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return file;
    }

    private Path clientFile(KafkaSecurity security) throws IOException {
        Map<String, String> lines = new HashMap<>(security.client());
        lines.put("schema.registry.basic.auth.user.info", USER + ":" + SECRET);
        return Files.write(
                folder.resolve("client.properties"),
                lines.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    private String element(KafkaServer kafka, Path clientFile) {
        return "<kafka bootstrap-servers=\"" + kafka.bootstrapServers() + "\" schema-registry-url=\"" + registryUrl()
                + "\" client-properties=\"" + clientFile + "\"/>";
    }

    private String registryUrl() {
        return "http://127.0.0.1:" + registry.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        String expected =
                "Basic " + Base64.getEncoder().encodeToString((USER + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            HttpRequest.BodyPublisher content = HttpRequest.BodyPublishers.ofByteArray(body.readAllBytes());
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(Servers.registry().url() + exchange.getRequestURI()))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .method(exchange.getRequestMethod(), content)
                    .build();
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
