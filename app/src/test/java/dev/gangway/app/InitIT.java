package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.app.command.ExitCode;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSchema;
import dev.gangway.testkit.shop.ShopSize;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The init command on real servers: what it writes leads the sample shop through the plan without a finding. */
@Tag("servers")
class InitIT {
    private static final DatabaseServer MARIADB = Servers.mariadb();
    private static final String SECRET = "s3cret-of-the-shop";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Runnable> cleaning = new ArrayList<>();

    @AfterEach
    void clean() {
        cleaning.forEach(Runnable::run);
    }

    private String shop(DatabaseServer server, boolean source) {
        String name = Servers.freshDatabase(server);
        server.execute("DROP DATABASE " + name);
        cleaning.add(() -> server.execute("DROP DATABASE IF EXISTS " + name));
        var shop = new SampleShop(ShopSize.SMALL, 7);
        if (source) {
            ShopDatabases.createSource(server, name, shop);
        } else {
            ShopDatabases.createTarget(server, name, shop);
        }
        return name;
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void writesAConfigurationThatPlansTheSampleWithoutFinding(DatabaseFlavor flavor) throws IOException {
        // Given
        DatabaseServer server = Servers.database(flavor);
        DatabaseServer targetServer = flavor == MARIADB.flavor() ? server : Servers.mysql80();
        String source = shop(server, true);
        String target = shop(targetServer, false);

        // When
        int exitCode = init(
                server,
                source,
                targetServer,
                target,
                "--write-secrets",
                "--crypt-key=0123456789abcdef0123456789abcdef");

        // Then
        assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .contains("Magento Open Source", server.flavor().title().substring(0, 5), "Next steps")
                .doesNotContain("  ! ", "0123456789abcdef");
        assertThat(run("config", "check", file())).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(run("plan", file())).as(err + "" + out).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).doesNotContain("documents are", "fields are", "fields have");
    }

    @Test
    void choosesThePackOfTheCommerceEdition() throws IOException {
        // Given
        String source = empty();
        String target = empty();
        ShopDatabases.createTables(MARIADB, source, ShopSchema.commerce1(), "");
        ShopDatabases.createTables(MARIADB, target, ShopSchema.commerce2(), "");

        // When
        assertThat(init(MARIADB, source, MARIADB, target, "--write-secrets", "--json"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);

        // Then
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.get("pack").asText()).isEqualTo("commerce-to-commerce/1.14.4.5");
        assertThat(report.get("source").get("edition").asText()).isEqualTo("commerce");
        assertThat(report.get("target").get("edition").asText()).isEqualTo("commerce");
        assertThat(run("config", "check", file())).as(err.toString()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void reachesServersBySocket() throws IOException {
        // Given
        String source = shop(MARIADB, true);
        String target = shop(MARIADB, false);
        String socket = String.valueOf(MARIADB.query("SELECT @@socket").get(0).get(0));

        // When
        int exitCode = init(
                MARIADB, source, MARIADB, target, "--write-secrets", "--source-host", socket, "--target-host", socket);

        // Then
        assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(Path.of(file())))
                .contains("host=\"" + socket + "\" name=")
                .doesNotContain(" port=");
        assertThat(run("plan", file())).as(err + "" + out).isEqualTo(ExitCode.DONE);
        assertThat(init(MARIADB, source, MARIADB, target, "--force", "--source-id", "My Shop"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("\"My Shop\" is not a source-id");
    }

    @Test
    void readsTheShopsOwnFiles() throws IOException {
        // Given
        String source = shop(MARIADB, true);
        String target = shop(MARIADB, false);
        write(folder.resolve("m1/app/etc/local.xml"), localXml());
        write(folder.resolve("m2/app/etc/env.php"), envPhp(target));

        // When
        int exitCode = initFromFiles("--source-database", source);
        String written = Files.readString(Path.of(file()));
        int again = initFromFiles("--source-database", source, "--force", "--write-secrets");

        // Then
        assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(written)
                .contains(
                        "<!-- host detected: app/etc/local.xml:4 -->",
                        "<!-- name given -->",
                        "<!-- password detected: app/etc/local.xml:6, by the environment -->",
                        "password=\"${env:GANGWAY_SOURCE_PASSWORD}\"",
                        "<crypt_key>${env:GANGWAY_CRYPT_KEY}</crypt_key>",
                        "<dest_crypt_key>${env:GANGWAY_TARGET_CRYPT_KEY}</dest_crypt_key>",
                        "<source_prefix></source_prefix> <!-- detected: app/etc/local.xml:3 -->",
                        "<!-- name detected: app/etc/env.php:6 -->")
                .doesNotContain("0123456789abcdef", "fedcba9876543210");
        assertThat(again).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(Path.of(file())))
                .contains("<crypt_key>0123456789abcdef0123456789abcdef</crypt_key>", "<dest_crypt_key>fedcba98");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file()))))
                .isEqualTo("rw-------");
        assertThat(run("config", "check", file())).as(err.toString()).isEqualTo(ExitCode.DONE);
    }

    private int initFromFiles(String... more) {
        List<String> arguments = new ArrayList<>(List.of("init", "--config", file()));
        arguments.addAll(List.of("--magento1", folder + "/m1", "--magento2", folder + "/m2/app/etc"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static String localXml() {
        return """
                <config><global>
                    <crypt><key><![CDATA[0123456789abcdef0123456789abcdef]]></key></crypt>
                    <resources><db><table_prefix/></db><default_setup><connection>
                        <host>%s:%d</host>
                        <username>%s</username>
                        <password><![CDATA[%s]]></password>
                        <dbname>elsewhere</dbname>
                    </connection></default_setup></resources>
                </global></config>
                """.formatted(MARIADB.host(), MARIADB.port(), MARIADB.user(), MARIADB.password());
    }

    private static String envPhp(String database) {
        return """
                <?php
                return array (
                  'crypt' => array('key' => 'fedcba9876543210fedcba9876543210'),
                  'db' => ['table_prefix' => '', 'connection' => ['default' => [
                    'host' => '%s', 'port' => %d,
                    'dbname' => '%s',
                    'username' => '%s', 'password' => '%s']]]);
                """.formatted(MARIADB.host(), MARIADB.port(), database, MARIADB.user(), MARIADB.password());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private String empty() {
        String name = Servers.freshDatabase(MARIADB);
        cleaning.add(() -> MARIADB.execute("DROP DATABASE IF EXISTS " + name));
        return name;
    }

    @Test
    void findsThePrefixesOfBothSides() throws IOException {
        // Given
        String source = shop(MARIADB, true);
        String target = shop(MARIADB, false);
        prefix(source, "m1_");
        prefix(target, "magento_two_");

        // When
        assertThat(init(MARIADB, source, MARIADB, target, "--write-secrets"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);

        // Then
        assertThat(Files.readString(Path.of(file())))
                .contains(
                        "<source_prefix>m1_</source_prefix> <!-- detected: by the names of tables -->",
                        "<dest_prefix>magento_two_</dest_prefix> <!-- detected: by the names of tables -->");
        assertThat(run("plan", file())).as(err + "" + out).isEqualTo(ExitCode.DONE);
        assertThat(init(MARIADB, source, MARIADB, target, "--force", "--source-prefix", "x_"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("holds no Magento 1 with the table prefix \"x_\"", "[SHOP_UNKNOWN]");
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB_11_4", "MYSQL_5_7", "MYSQL_8_0"})
    void namesTheGrantsThatAreMissing(DatabaseFlavor flavor) throws IOException {
        // Given
        DatabaseServer server = Servers.database(flavor);
        String source = shop(server, true);
        String target = shop(server, false);
        String user = "u" + source.substring(2);
        cleaning.add(() -> server.execute("DROP USER '" + user + "'@'%'"));
        server.execute(
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + SECRET + "'",
                "GRANT SELECT ON `" + source + "`.* TO '" + user + "'@'%'",
                "GRANT SELECT, INSERT ON `" + target + "`.* TO '" + user + "'@'%'");
        String[] login = {
            "--json",
            "--force",
            "--source-user",
            user,
            "--target-user",
            user,
            "--source-id",
            source.replace('_', '-'),
            "--source-password=" + SECRET,
            "--target-password=" + SECRET,
            "--capture",
            "binlog"
        };

        // When
        assertThat(init(server, source, server, target, login))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);
        List<String> statements = blocking();
        statements.forEach(statement -> server.execute(statement.replaceFirst(";$", "")));
        assertThat(init(server, source, server, target, login))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);

        // Then
        assertThat(statements)
                .hasSize(3)
                .contains("GRANT RELOAD, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO '" + user + "'@'%';")
                .anyMatch(text -> text.contains(
                        "UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES, TRIGGER ON `" + target + "`"))
                .anyMatch(text -> text.contains("`gangway\\_" + source.replace("_", "\\_") + "`"));
        assertThat(blocking()).isEmpty();
        assertThat(out + "" + err + Files.readString(Path.of(file()))).doesNotContain(SECRET);
        assertThat(Files.readString(Path.of(file())))
                .contains("password=\"${env:GANGWAY_SOURCE_PASSWORD}\"", "<!-- password given: by the environment -->");
    }

    private List<String> blocking() throws IOException {
        List<String> remedies = new ArrayList<>();
        for (JsonNode finding : new ObjectMapper().readTree(out.toString()).get("findings")) {
            if (finding.get("weight").asText().equals("blocks")) {
                remedies.add(finding.get("remedy").asText());
            }
        }
        return remedies;
    }

    @Test
    void refusesWhatDoesNotFitAndWritesNothing() throws IOException {
        String source = shop(MARIADB, true);
        String target = shop(MARIADB, false);

        assertThat(init(MARIADB, target, MARIADB, source)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("it holds a Magento 2; are source and target swapped? [SHOP_UNKNOWN]");
        assertThat(init(MARIADB, source, MARIADB, target, "--pack", "commerce-to-commerce/1.14.4.5"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("opensource-to-opensource/1.9.4.5 fits [PACK_MISMATCH]");
        assertThat(init(MARIADB, source, MARIADB, target, "--source-password=" + SECRET))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("[SOURCE_ACCESS_DENIED]").doesNotContain(SECRET);
        assertThat(Path.of(file())).doesNotExist();
        Files.writeString(Path.of(file()), "mine");
        assertThat(init(MARIADB, source, MARIADB, target)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("[FILE_EXISTS]");
        assertThat(Path.of(file())).hasContent("mine");
    }

    private static void prefix(String database, String prefix) {
        List<String> renames = MARIADB
                .query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + database + "'")
                .stream()
                .map(row -> "`" + row.get(0) + "` TO `" + prefix + row.get(0) + "`")
                .toList();
        MARIADB.executeIn(database, "RENAME TABLE " + String.join(", ", renames));
    }

    private String file() {
        return folder.resolve("my.xml").toString();
    }

    /** Options come after the usual ones, of which those are left out that are given again. */
    private int init(DatabaseServer server, String source, DatabaseServer targetServer, String target, String... more) {
        List<String> arguments = new ArrayList<>(List.of("init", "--config", file()));
        add(arguments, more, "--source-host", server.host());
        add(arguments, more, "--source-port", String.valueOf(server.port()));
        add(arguments, more, "--source-database", source);
        add(arguments, more, "--source-user", server.user());
        add(arguments, more, "--source-password=", server.password());
        add(arguments, more, "--target-host", targetServer.host());
        add(arguments, more, "--target-port", String.valueOf(targetServer.port()));
        add(arguments, more, "--target-database", target);
        add(arguments, more, "--target-user", targetServer.user());
        add(arguments, more, "--target-password=", targetServer.password());
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static void add(List<String> arguments, String[] more, String option, String value) {
        if (Arrays.stream(more).noneMatch(given -> given.startsWith(option))) {
            if (option.endsWith("=")) {
                arguments.add(option + value);
            } else {
                arguments.addAll(List.of(option, value));
            }
        }
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.execute(new StageOperations(), new PrintWriter(out), new PrintWriter(err), arguments);
    }
}
