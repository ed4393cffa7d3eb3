package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSize;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with what init is told: one line that says it and what to do, the right exit code, and no file. */
class InitTroubleIT {
    private static final DatabaseServer SERVER = Servers.mariadb();
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void createShops() throws IOException {
        var shop = new SampleShop(ShopSize.SMALL, 7);
        for (String kind : List.of("source", "target", "empty", "other")) {
            NAMES.put(kind, Servers.freshDatabase(SERVER));
        }
        SERVER.execute("DROP DATABASE " + NAMES.get("source"), "DROP DATABASE " + NAMES.get("target"));
        ShopDatabases.createSource(SERVER, name("source"), shop);
        ShopDatabases.createTarget(SERVER, name("target"), shop);
        SERVER.executeIn(name("other"), "CREATE TABLE wp_posts (id INT)", "CREATE TABLE wp_users (id INT)");
        SERVER.execute("CREATE USER 'nobody_" + name("empty") + "'@'%' IDENTIFIED BY 'pw-of-nobody'");
        NAMES.put("nobody", "nobody_" + name("empty"));
        NAMES.put("port", String.valueOf(SERVER.port()));
        try (var socket = new ServerSocket(0)) {
            NAMES.put("closed", String.valueOf(socket.getLocalPort()));
        }
    }

    private static String name(String kind) {
        return NAMES.getOrDefault(kind, kind);
    }

    @AfterAll
    static void dropShops() {
        SERVER.execute("DROP USER '" + name("nobody") + "'@'%'");
        for (String kind : List.of("source", "target", "empty", "other")) {
            SERVER.execute("DROP DATABASE " + name(kind));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "wrong password | --source-password=wr0ng | 1 | Source database 127.0.0.1:{port}/{source} as user gangway: connecting failed: Access denied for user 'gangway'@'127.0.0.1' (using password: YES) (1045); user or password is wrong, or the user may not connect from this host [SOURCE_ACCESS_DENIED]",
                "wrong password of the target | --target-password=wr0ng | 1 | user or password is wrong, or the user may not connect from this host [TARGET_ACCESS_DENIED]",
                "no such database | --source-database no_such | 2 | Source database 127.0.0.1:{port}/no_such does not exist; user gangway sees ",
                "no such target | --target-database no_such | 2 | : correct --target-database [SHOP_UNKNOWN]",
                "swapped | --source-database {target} --target-database {source} | 2 | Source database 127.0.0.1:{port}/{target} holds no Magento 1: it holds a Magento 2; are source and target swapped? [SHOP_UNKNOWN]",
                "source twice | --target-database {source} | 2 | Source and target are one database, 127.0.0.1:{port}/{source}; name that of Magento 2 with --target-database [USAGE]",
                "source twice by another name | --target-host localhost --target-database {source} | 2 | Source and target are one database, 127.0.0.1:{port}/{source}; name that of Magento 2 with --target-database [USAGE]",
                "Magento 2 not installed | --target-database {empty} | 2 | Target database 127.0.0.1:{port}/{empty} holds no Magento 2: it is empty; install Magento 2 into it first (bin/magento setup:install) [SHOP_UNKNOWN]",
                "empty source | --source-database {empty} | 2 | Source database 127.0.0.1:{port}/{empty} holds no Magento 1: it is empty; check --source-database [SHOP_UNKNOWN]",
                "another program's database | --target-database {other} | 2 | holds no Magento 2: its 2 tables are others; check --target-database, and that Magento 2 is installed in it [SHOP_UNKNOWN]",
                "wrong prefix | --source-prefix m1_ | 2 | holds no Magento 1 with the table prefix \"m1_\": its tables have none; say --source-prefix= with nothing behind it [SHOP_UNKNOWN]",
                "no grants | --source-user {nobody} --source-password=pw-of-nobody | 1 | Source database 127.0.0.1:{port}/{source} does not exist, or user {nobody} may not use it: correct --source-database, or have an administrator run GRANT SELECT ON ",
                "nobody answers | --source-port {closed} | 1 | connecting failed: no answer; check that the server runs and that host and port are right [SOURCE_UNAVAILABLE]",
                "nobody answers on this machine | --target-host localhost --target-port {closed} | 1 | localhost is this machine: give --target-host another server or the path of a socket [TARGET_UNAVAILABLE]",
                "unknown host | --source-host no-such-host.invalid | 1 | the host name cannot be resolved: correct it in the configuration [SOURCE_UNAVAILABLE]",
                "no socket | --source-host /no/such.sock | 1 | [SOURCE_UNAVAILABLE]",
                "no shop's folder | --magento1 /no/such | 2 | The folder /no/such does not exist; give the folder that Magento 1 is installed in [SHOP_FILE_INVALID]",
                "no authority | --source-ssl-ca /no/ca.pem | 2 | The file /no/ca.pem of --source-ssl-ca does not exist or cannot be read; correct its name or its rights [USAGE]",
                "server without TLS | --source-ssl-mode required | 1 | no encrypted connection comes about: SSL Connection required, but not provided by server.; check ssl_ca, ssl_cert, ssl_key and ssl_mode, and that the server offers TLS 1.2 or newer [SOURCE_ACCESS_DENIED]",
                "unknown pack | --pack opensource-to-opensource/1.9.9.9 | 2 | there is no pack \"opensource-to-opensource/1.9.9.9\"; opensource-to-opensource/1.9.4.5 fits [PACK_MISMATCH]",
                "pack of another edition | --pack commerce-to-commerce/1.14.4.5 | 2 | opensource-to-opensource/1.9.4.5 fits [PACK_MISMATCH]",
                "a release that it cannot be | --release 1.8.0.0 | 2 | No pack: opensource-to-opensource/1.8.0.0 is for 1.8.0.0, but the source looks like Magento Open Source 1.9.2.0 or later (sure)",
                "a release without pack | --release 1.9.9.9 | 2 | there is no pack \"opensource-to-opensource/1.9.9.9\"; opensource-to-opensource/1.9.4.5 fits [PACK_MISMATCH]",
                "bad source-id | --source-id My_Shop | 2 | \"My_Shop\" is not a source-id; write 1 to 32 lower-case letters, digits and dashes [USAGE]"
            })
    void isToldInOneLine(String name, String options, int exitCode, String message) {
        // When
        int ended = init(filled(options).split(" "));

        // Then
        assertThat(err.toString().strip())
                .startsWith("gangway: ")
                .endsWith("]")
                .contains(filled(message))
                .doesNotContain("\n");
        assertThat(ended).isEqualTo(exitCode);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).doesNotContain("wr0ng", "pw-of-nobody");
        assertThat(Files.exists(folder.resolve("my.xml"))).isFalse();
    }

    private static String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> entry : NAMES.entrySet()) {
            filled = filled.replace("{" + entry.getKey() + "}", entry.getValue());
        }
        return filled;
    }

    private int init(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("init", "--config", folder.resolve("my.xml").toString()));
        for (String side : List.of("source", "target")) {
            Map<String, String> usual = new LinkedHashMap<>();
            usual.put("host", SERVER.host());
            usual.put("port", String.valueOf(SERVER.port()));
            usual.put("database", name(side));
            usual.put("user", SERVER.user());
            usual.put("password", SERVER.password());
            usual.forEach((item, value) -> {
                String option = "--" + side + "-" + item;
                if (List.of(more).stream().noneMatch(word -> word.equals(option) || word.startsWith(option + "="))) {
                    arguments.add(option + "=" + value);
                }
            });
        }
        arguments.addAll(List.of(more));
        return Main.execute(
                new StageOperations(), new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    }
}
