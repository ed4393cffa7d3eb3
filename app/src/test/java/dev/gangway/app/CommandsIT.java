package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on real servers, by binlog with the embedded broker, one after the other. */
class CommandsIT {
    private static final DatabaseServer SERVER = Servers.mariadb();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String source = "";
    private String target = "";

    @BeforeEach
    void createDatabases() {
        source = Servers.freshDatabase(SERVER);
        target = Servers.freshDatabase(SERVER);
    }

    private void createShop() {
        SERVER.execute("DROP DATABASE " + source, "DROP DATABASE " + target);
        var shop = new SampleShop(ShopSize.SMALL, 7);
        ShopDatabases.createSource(SERVER, source, shop);
        ShopDatabases.createTarget(SERVER, target, shop);
    }

    @AfterEach
    void removeEverything() throws IOException {
        for (String name : List.of(source, target, "gangway_" + sourceId().replace('-', '_'))) {
            SERVER.execute("DROP DATABASE IF EXISTS " + name);
        }
        Path data =
                Path.of(System.getProperty("gangway.home", "")).resolve("var").resolve(sourceId());
        if (Files.exists(data)) {
            try (var files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"binlog", "triggers"})
    void carriesAShopOverInSeparateCommands(String capture) throws IOException {
        // Given
        createShop();
        String config = config(capture, SERVER.password(), SERVER.port());
        assertThat(run("settings", config)).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(run("data", config)).as(err.toString()).isEqualTo(ExitCode.DONE);

        // When
        SERVER.executeIn(
                source,
                "UPDATE cms_page SET title = 'changed' WHERE page_id = 1",
                "DELETE FROM sales_flat_order WHERE entity_id = 2");
        assertThat(run("delta", "--until-drained", config)).as(err.toString()).isEqualTo(ExitCode.DONE);
        SERVER.executeIn(source, "UPDATE cms_page SET title = 'once more' WHERE page_id = 1");
        assertThat(run("delta", "--until-drained", config)).as(err.toString()).isEqualTo(ExitCode.DONE);

        // Then
        assertThat(run("status", "--json", config)).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("\"parked\" : 0", "\"startPoint\" : \"" + capture);
        assertThat(run("diff", config)).as(out.toString()).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("tables, 0 differences, 0 not judged");
    }

    @Test
    void doesNotRepeatWhatIsDone() throws IOException {
        createShop();
        String config = config("binlog", SERVER.password(), SERVER.port());
        assertThat(run("settings", config)).isEqualTo(ExitCode.DONE);

        assertThat(run("settings", config)).isEqualTo(ExitCode.DONE);
        assertThat(err.toString()).contains("Stores Step: data migration was finished by an earlier run");

        run("status", "--more", config);
        assertThat(out.toString())
                .contains(" steps are not finished: gangway data --config ")
                .doesNotContain("settings mode: ");
        SERVER.execute("DELETE FROM gangway_" + sourceId().replace('-', '_')
                + ".stage WHERE step = 'Stores Step' AND stage = 'volume'");
        run("status", "--more", config);
        assertThat(out.toString())
                .contains("settings mode: not every check has passed: Stores Step (volume): gangway settings");

        assertThat(run("settings", "--reset", "--yes", config)).isEqualTo(ExitCode.DONE);
        assertThat(err.toString()).contains("The reset is done");
    }

    @Test
    void wantsTheSettingsModeBeforeTheData() throws IOException {
        createShop();
        String config = config("binlog", SERVER.password(), SERVER.port());

        assertThat(run("data", config)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("The settings mode is not finished (Settings Step, Stores Step)", "[SETTINGS_NOT_LOADED]");
        assertThat(SERVER.query("SELECT COUNT(*) FROM " + target + ".sales_order"))
                .containsExactly(List.of("0"));
    }

    @Test
    void wantsTheDataModeBeforeTheDelta() throws IOException {
        assertThat(run("delta", config("binlog", SERVER.password(), SERVER.port())))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("The data mode is not finished", "Run gangway data first", "[DATA_NOT_LOADED]");
    }

    @ParameterizedTest
    @CsvSource({"settings", "data", "plan", "status", "delta"})
    void saysThatThePasswordIsWrong(String command) throws IOException {
        assertThat(run(command, config("binlog", "wr0ng-secret", SERVER.port())))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("ACCESS_DENIED]").doesNotContain("wr0ng-secret", "\tat ");
    }

    @Test
    void saysThatTheServerIsNotThere() throws IOException {
        assertThat(run("data", config("binlog", SERVER.password(), 1))).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("127.0.0.1:1", "_UNAVAILABLE]").doesNotContain("\tat ");
    }

    @Test
    void printsThePlan() throws IOException {
        createShop();
        assertThat(run("plan", "--json", config("binlog", SERVER.password(), SERVER.port())))
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("\"source\" : \"sales_flat_order\"", "\"target\" : \"sales_order\"");
    }

    private int run(String... arguments) {
        err.getBuffer().setLength(0);
        return Main.execute(new StageOperations(), new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private String sourceId() {
        return source.replace('_', '-');
    }

    private String config(String capture, String password, int port) throws IOException {
        try (InputStream template = SampleShop.class.getResourceAsStream("demo.xml")) {
            String text = new String(Objects.requireNonNull(template).readAllBytes(), StandardCharsets.UTF_8);
            Path file = Files.createTempFile(folder, "config", ".xml");
            Files.writeString(
                    file,
                    text.replace("<source-id>demo<", "<source-id>" + sourceId() + "<")
                            .replace("name=\"shop\"", "name=\"" + source + "\"")
                            .replace("name=\"magento2\"", "name=\"" + target + "\"")
                            .replace("${env:DEMO_SOURCE_PORT}", String.valueOf(port))
                            .replace("${env:DEMO_TARGET_PORT}", String.valueOf(port))
                            .replace("${env:DEMO_USER}", SERVER.user())
                            .replace("${env:DEMO_PASSWORD}", password)
                            .replace("${env:DEMO_CAPTURE}", capture)
                            .replaceAll("<kafka [^>]*/>", capture.equals("triggers") ? CommandShop.sharedKafka() : ""));
            return file.toString();
        }
    }
}
