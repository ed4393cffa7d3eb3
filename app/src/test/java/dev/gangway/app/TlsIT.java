package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.ServerOptions;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSize;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a server that takes encrypted connections only, with the certificates it made for itself. */
class TlsIT {
    private static final DatabaseServer SERVER =
            DatabaseServer.start(DatabaseFlavor.MYSQL_8_0, ServerOptions.defaults());
    private static final Path CERTIFICATES =
            Path.of(String.valueOf(SERVER.query("SELECT @@datadir").get(0).get(0)));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void requireEncryption() {
        var shop = new SampleShop(ShopSize.SMALL, 7);
        ShopDatabases.createSource(SERVER, "m1", shop);
        ShopDatabases.createTarget(SERVER, "m2", shop);
        SERVER.execute(
                "CREATE USER certified IDENTIFIED BY 'pw' REQUIRE X509",
                "GRANT ALL ON *.* TO certified",
                "CREATE USER encrypted IDENTIFIED BY 'pw' REQUIRE SSL",
                "GRANT ALL ON *.* TO encrypted");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void tellsThatAnAccountWantsEncryption() {
        assertThat(init("--source-user=encrypted", "--source-password=pw")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString())
                .contains("user encrypted is let in by encrypted connections only; add --source-ssl-ca FILE with")
                .contains("or --source-ssl-mode required to believe whoever answers [SOURCE_ACCESS_DENIED]");
        assertThat(init("--source-user=encrypted", "--source-password=wr0ng")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("user or password is wrong");
    }

    @Test
    void showsItsOwnCertificateWithTheKeyAsTheServerMadeIt() throws IOException {
        // When
        int exitCode = init(
                "--source-user=certified",
                "--source-password=pw",
                "--source-ssl-ca=" + CERTIFICATES.resolve("ca.pem"),
                "--source-ssl-cert=" + CERTIFICATES.resolve("client-cert.pem"),
                "--source-ssl-key=" + CERTIFICATES.resolve("client-key.pem"));

        // Then
        assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(folder.resolve("my.xml")))
                .contains("<!-- ssl_ca given -->", "ssl_key=\"" + CERTIFICATES.resolve("client-key.pem") + "\"");
        assertThat(run("plan", file())).as(err.toString()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void leadsThroughAServerThatRequiresEncryption() throws IOException {
        try (var held = SERVER.connect("")) {
            held.createStatement().execute("SET GLOBAL require_secure_transport = ON");
            String ca = "--target-ssl-ca=" + CERTIFICATES.resolve("ca.pem");

            assertThat(init()).isEqualTo(ExitCode.FAILED);
            assertThat(err.toString())
                    .contains("the server takes encrypted connections only; add --source-ssl-ca FILE");
            assertThat(init("--source-ssl-mode=required")).isEqualTo(ExitCode.FAILED);
            assertThat(err.toString()).contains("add --target-ssl-ca FILE");
            assertThat(init("--source-ssl-mode=required", "--target-ssl-ca=" + CERTIFICATES.resolve("client-cert.pem")))
                    .isEqualTo(ExitCode.FAILED);
            assertThat(err.toString()).contains("no encrypted connection comes about", "[TARGET_ACCESS_DENIED]");
            assertThat(init("--source-ssl-mode=required", ca))
                    .as(err.toString())
                    .isEqualTo(ExitCode.DONE);
            assertThat(Files.readString(folder.resolve("my.xml"))).contains("ssl_mode=\"required\"");
            assertThat(run("config", "check", file())).as(err.toString()).isEqualTo(ExitCode.DONE);
            assertThat(run("plan", file())).as(err.toString()).isEqualTo(ExitCode.DONE);
            held.createStatement().execute("SET GLOBAL require_secure_transport = OFF");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String file() {
        return folder.resolve("my.xml").toString();
    }

    private int init(String... more) {
        List<String> arguments = new ArrayList<>(List.of("init", "--force", "--write-secrets", "--config", file()));
        for (String side : List.of("source", "target")) {
            arguments.add("--" + side + "-host=" + SERVER.host());
            arguments.add("--" + side + "-port=" + SERVER.port());
            arguments.add("--" + side + "-database=" + (side.equals("source") ? "m1" : "m2"));
            for (String item : List.of("user", "password")) {
                String option = "--" + side + "-" + item + "=";
                if (List.of(more).stream().noneMatch(word -> word.startsWith(option))) {
                    arguments.add(option + "gangway");
                }
            }
        }
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.execute(new StageOperations(), new PrintWriter(out), new PrintWriter(err), arguments);
    }
}
