package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpServer;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compose file, the image, the alerts and the dashboard fit each other and what the program serves. */
class ContainersTest {
    private static final Path HOME =
            Path.of(System.getProperty("gangway.home", "..")).toAbsolutePath().normalize();
    private static final Pattern METRIC = Pattern.compile("\\b(?:gangway|jvm|process|system)_[a-z0-9_]+");
    private static final Pattern NAME = Pattern.compile("`([a-z]+_[a-z0-9_]+)(\\*?)`");

    private final JsonNode compose = yaml("docker-compose.yml");
    private final JsonNode services = compose.path("services");
    private final JsonNode rules =
            yaml("etc/docker/alerts.yml").path("groups").path(0).path("rules");
    private final JsonNode dashboard = json("etc/docker/grafana/dashboards/gangway.json");

    ContainersTest() throws IOException {}

    private static JsonNode yaml(String file) throws IOException {
        return new YAMLMapper().readTree(HOME.resolve(file).toFile());
    }

    private static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(HOME.resolve(file).toFile());
    }

    private void everyService(Consumer<JsonNode> check) {
        assertThat(services).isNotEmpty();
        services.forEach(check);
    }

    @Test
    void everyServiceSaysWhetherItIsHealthyAndOthersWaitForThat() {
        everyService(service -> {
            assertThat(service.path("healthcheck").path("test"))
                    .as("%s", service)
                    .isNotEmpty();
            service.path("depends_on").properties().forEach(needed -> {
                assertThat(services.has(needed.getKey())).as(needed.getKey()).isTrue();
                assertThat(needed.getValue().path("condition").asText()).isEqualTo("service_healthy");
            });
        });
    }

    @Test
    void everyPortIsOpenOnThisMachineOnly() {
        everyService(service ->
                service.path("ports").forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
    }

    @Test
    void everyMountedFileIsThereAndEveryVolumeIsNamed() {
        everyService(service -> service.path("volumes").forEach(volume -> {
            String from = volume.asText().substring(0, volume.asText().indexOf(':'));
            boolean exists = from.startsWith("./")
                    ? Files.exists(HOME.resolve(from))
                    : compose.path("volumes").has(from);
            assertThat(exists).as(from).isTrue();
        }));
    }

    @Test
    void noSecretHasADefaultButThePasswordsOfServersForTrying() throws IOException {
        assertThat(Files.readString(HOME.resolve("docker-compose.yml")))
                .doesNotContainPattern("(TOKEN|KEY):-[^}]")
                .contains("not for production");
    }

    @Test
    void gangwayRunsWithoutRightsOnAReadOnlyDisk() throws IOException {
        JsonNode gangway = services.path("gangway");

        assertThat(gangway.path("read_only").asBoolean()).isTrue();
        assertThat(gangway.path("cap_drop").path(0).asText()).isEqualTo("ALL");
        assertThat(Files.readString(HOME.resolve("Dockerfile")))
                .containsPattern("(?m)^USER 10001:10001$")
                .containsPattern("(?m)^HEALTHCHECK ")
                .contains("/dev/tcp/127.0.0.1/8262");
    }

    @ParameterizedTest
    @CsvSource({"200, 0", "503, 1"})
    void theHealthCheckAsksTheControlPort(int status, int exitCode) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            JsonNode test = services.path("gangway").path("healthcheck").path("test");
            assertThat(test.path(0).asText()).isEqualTo("CMD");
            String command = test.path(3).asText();
            String port = String.valueOf(server.getAddress().getPort());

            Process check = new ProcessBuilder(
                            test.path(1).asText(), test.path(2).asText(), command.replace("8262", port))
                    .start();

            assertThat(check.waitFor()).isEqualTo(exitCode);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theContainersConfigurationIsRight() {
        var environment = new ConfigEnvironment(
                Map.of(
                        "GANGWAY_SOURCE_PASSWORD", "a",
                        "GANGWAY_TARGET_PASSWORD", "b",
                        "GANGWAY_CRYPT_KEY", "0123456789abcdef0123456789abcdef",
                        "GANGWAY_CONTROL_TOKEN", "0123456789abcdef"),
                HOME,
                Optional.of(HOME));
        var problems = new Problems();

        MigrationConfig config = MigrationConfig.load(HOME.resolve("etc/docker/config.xml"), environment, problems);

        assertThat(problems.all()).isEmpty();
        assertThat(List.of(config.source().host(), config.destination().host()))
                .allSatisfy(host -> assertThat(services.has(host)).isTrue());
        assertThat(services.path("gangway").path("command").path(2).asText()).contains("/etc/docker/config.xml");
    }

    @Test
    void alertsAndPanelsUseMetricsThatTheProgramHas() throws IOException {
        // Given
        Set<String> known = new TreeSet<>();
        var families = new ArrayList<String>();
        NAME.matcher(Files.readString(HOME.resolve("docs/reference/metrics.md")))
                .results()
                .forEach(name -> {
                    if (name.group(2).isEmpty()) {
                        known.add(name.group(1));
                    } else {
                        families.add(name.group(1));
                    }
                });

        // When
        Set<String> used = new TreeSet<>();
        rules.forEach(rule -> collect(rule.path("expr").asText(), used));
        dashboard.path("panels").findValuesAsText("expr").forEach(expr -> collect(expr, used));

        // Then
        assertThat(used).hasSizeGreaterThan(15).allSatisfy(metric -> assertThat(
                        known.contains(metric) || families.stream().anyMatch(metric::startsWith))
                .as(metric)
                .isTrue());
    }

    private static void collect(String expression, Set<String> metrics) {
        METRIC.matcher(expression).results().forEach(found -> metrics.add(found.group()));
    }

    @Test
    void everyAlertTellsAPersonWhatToDo() {
        assertThat(rules).hasSizeGreaterThan(8).allSatisfy(rule -> {
            assertThat(rule.path("labels").path("severity").asText()).isIn("critical", "warning");
            assertThat(rule.path("annotations").path("summary").asText()).isNotEmpty();
            assertThat(rule.path("annotations").path("description").asText()).endsWith(".");
        });
    }

    @Test
    void panelsHaveTheProvisionedSourceAndDoNotOverlap() throws IOException {
        String source = yaml("etc/docker/grafana/provisioning/datasources/prometheus.yml")
                .path("datasources")
                .path(0)
                .path("uid")
                .asText();
        var taken = new TreeSet<String>();

        assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("datasource").path("uid").asText()).isEqualTo(source);
            JsonNode place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    String cell = (place.path("x").asInt() + x) + "/"
                            + (place.path("y").asInt() + y);
                    assertThat(taken.add(cell)).as(panel.path("title").asText()).isTrue();
                }
            }
        });
    }
}
