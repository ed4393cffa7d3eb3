package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.core.schema.Side;
import dev.gangway.it.container.Compose;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopSize;
import dev.gangway.testkit.workload.Workload;
import dev.gangway.testkit.workload.WorkloadConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** docker-compose.yml as the guide has it used: a shop goes through the containers while it is written to. */
@Tag("containers")
@EnabledIfSystemProperty(
        named = "gangway.compose",
        matches = "true",
        disabledReason = "builds the image and takes minutes: -Dgangway.compose=true, with a release and an engine")
class ComposeIT {
    private static final String CONFIG = "/etc/gangway/my.xml";
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int CHANGES = 200;

    private static final Compose COMPOSE = new Compose();

    @BeforeAll
    static void up(@TempDir Path folder) throws Exception {
        COMPOSE.run("build", "gangway");
        COMPOSE.run("up", "--detach", "--wait", "--wait-timeout", "180", "source", "target", "kafka", "registry");
        var shop = new SampleShop(ShopSize.SMALL, 7);
        try (Connection source = database(Side.SOURCE).open();
                Connection target = database(Side.DESTINATION).open()) {
            shop.createSource(source);
            OrderAddresses.name(source);
            shop.createTarget(target);
        }
        configure(folder.resolve("my.xml"));
        COMPOSE.run("up", "--detach", "--wait", "--wait-timeout", "240", "gangway", "prometheus");
    }

    /** Lets Gangway write the configuration, and adds what the shipped one has for these containers. */
    private static void configure(Path file) throws IOException {
        COMPOSE.run(words("run --rm gangway init --source-host source --source-database magento1 --source-user gangway"
                + " --target-host target --target-database magento2 --target-user gangway --config " + CONFIG));
        COMPOSE.run("create", "gangway");
        COMPOSE.run("cp", "gangway:" + CONFIG, file.toString());
        String shipped = Files.readString(Compose.HOME.resolve("etc/docker/config.xml"));
        String ours = shipped.substring(shipped.indexOf("<kafka "), shipped.indexOf("</config>"));
        // The sample shop lacks some attributes that every real one has.
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("</options>", "<auto_resolve>1</auto_resolve></options>")
                        .replace("</config>", ours + "</config>"));
        COMPOSE.run("cp", file.toString(), "gangway:" + CONFIG);
        COMPOSE.set("GANGWAY_CONFIG", CONFIG);
    }

    private static String[] words(String line) {
        return line.split(" ");
    }

    private static Database database(Side side) {
        boolean isSource = side == Side.SOURCE;
        int port = COMPOSE.port(isSource ? "source" : "target");
        String name = isSource ? "magento1" : "magento2";
        return new Database(DatabaseConfig.tcp(side, "127.0.0.1", port, name, "gangway", Password.of("gangway")));
    }

    @AfterAll
    static void down() {
        COMPOSE.close();
    }

    @Test
    void eachServiceStartsWhenThoseItNeedsAreHealthy() {
        for (String service : List.of("source", "target", "kafka", "registry", "gangway", "prometheus")) {
            assertThat(COMPOSE.inspect(service, "{{.State.Health.Status}}"))
                    .as(service)
                    .isEqualTo("healthy");
        }
        assertThat(started("registry")).isAfter(started("kafka"));
        assertThat(List.of("source", "target", "registry"))
                .allSatisfy(service -> assertThat(started("gangway")).isAfter(started(service)));
    }

    private static Instant started(String service) {
        return Instant.parse(COMPOSE.inspect(service, "{{.State.StartedAt}}"));
    }

    @Test
    void theContainerHasNoRightsAndWritesNowhereButInItsVolumes() {
        assertThat(inside("id -u")).isEqualTo("10001");
        assertThat(inside("grep CapEff /proc/1/status")).endsWith("\t0000000000000000");
        assertThat(inside("grep NoNewPrivs /proc/1/status")).endsWith("\t1");
        assertThat(COMPOSE.attempt("exec", "-T", "gangway", "touch", "/opt/gangway/file")
                        .output())
                .contains("Read-only file system");
        assertThat(inside("ls /opt/gangway/var/magento1")).contains("gangway.log");
    }

    @Test
    void theShopGoesThroughWhileItIsUsed() throws Exception {
        try (var workload = new Workload(
                database(Side.SOURCE), new WorkloadConfig(System.nanoTime(), 2, 40, 5, Duration.ofSeconds(2)))) {
            workload.start();
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> prometheus("sum(gangway_captured_changes_total)") > CHANGES);
            workload.stop();
        }

        // Then
        assertThat(gangway("diff")).contains("0 differences");
        assertThat(gangway("status")).contains("Nothing parked");
        await().atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .until(() ->
                        prometheus("gangway_lag_changes") == 0 && prometheus("gangway_ledger_imbalance_changes") == 0);
    }

    @Test
    void prometheusMayAskAndNobodyElse() throws Exception {
        await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).until(() -> prometheus("up{job=\"gangway\"}") == 1);
        assertThat(get(COMPOSE.port("prometheus"), "/api/v1/rules").path("data").path("groups"))
                .hasSize(1);
        HttpRequest request =
                HttpRequest.newBuilder(uri(COMPOSE.port("control"), "/metrics")).build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(401);
    }

    /** What a command says inside Gangway's container. */
    private static String inside(String command) {
        return COMPOSE.run(words("exec -T gangway " + command));
    }

    private static String gangway(String command) {
        return inside("/opt/gangway/bin/gangway " + command + " --config " + CONFIG);
    }

    /** The value of a query that has one; not a number while it has none. */
    private static double prometheus(String query) throws IOException, InterruptedException {
        JsonNode result = get(
                        COMPOSE.port("prometheus"),
                        "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .path("data")
                .path("result");
        return result.path(0).path("value").path(1).asDouble(Double.NaN);
    }

    private static JsonNode get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(port, path)).build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
