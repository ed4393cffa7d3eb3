package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.problem.Problems;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.ServerOptions;
import dev.gangway.embedded.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of many megabytes: little memory is enough, and a server that refuses them is told how to take them. */
class LargeValueIT {

    @TempDir
    Path folder = Path.of("");

    /** The load of a configuration file, in a process of its own. */
    static final class Load {
        private Load() {}

        public static void main(String[] args) {
            MigrationConfig config =
                    MigrationConfig.load(Path.of(args[0]), ConfigEnvironment.ofProcess(), new Problems());
            try (MigrationContext context = MigrationContext.open(config)) {
                new BulkRun(context, CaptureStart.NONE, BulkListener.SILENT).run(Mode.DATA);
            }
        }
    }

    @Test
    void carriesRowsOf64MegabytesWithAHeapOf512() throws Exception {
        try (OddShop shop = new OddShop(Servers.mysql57(), Servers.mysql80(), folder)) {
            carries(shop);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB_11_4")
    void carriesThemToAServerThatForbidsLocalInfile(DatabaseFlavor flavor) throws Exception {
        carriesWithoutLocalInfile(flavor);
    }

    @ParameterizedTest
    @EnumSource(names = "MYSQL_8_0")
    @Tag("night")
    void carriesThemToAnotherServerThatForbidsIt(DatabaseFlavor flavor) throws Exception {
        carriesWithoutLocalInfile(flavor);
    }

    private void carriesWithoutLocalInfile(DatabaseFlavor flavor) throws Exception {
        var options = ServerOptions.defaults().withSetting("local-infile=0");
        try (DatabaseServer target = DatabaseServer.start(flavor, options);
                OddShop shop = new OddShop(Servers.mysql57(), target, folder)) {
            carries(shop);
        }
    }

    private void carries(OddShop shop) throws Exception {
        for (String table : List.of("one", "two")) {
            shop.both(
                            "CREATE TABLE " + table
                                    + " (id INT PRIMARY KEY, b LONGBLOB, t LONGTEXT CHARACTER SET utf8mb4, l LONGTEXT CHARACTER SET latin1)")
                    .source(
                            "INSERT INTO " + table
                                    + " VALUES (1, REPEAT(x'00FF0A095C27C3', 9586981), '', ''), (2, 'small', 'x', '\u00e9')",
                            "INSERT INTO " + table
                                    + " VALUES (3, '', REPEAT('\u4e2d\\\\\\n ab', 2000000), REPEAT('\u00e9', 3000000))");
        }

        Process load = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Load.class.getName(),
                        shop.write().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();

        assertThat(load.waitFor()).describedAs(() -> log()).isZero();
        for (String table : List.of("one", "two")) {
            assertThat(sums(shop.targetServer, shop.target + "." + table))
                    .hasSize(3)
                    .isEqualTo(sums(shop.sourceServer, shop.source + "." + table));
        }
        assertThat(shop.losses()).isEmpty();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (java.io.IOException e) {
            return "no log";
        }
    }

    private static List<List<@Nullable String>> sums(DatabaseServer server, String table) {
        return server.query(
                "SELECT id, LENGTH(b), MD5(b), LENGTH(t), MD5(t), LENGTH(l), MD5(l) FROM " + table + " ORDER BY id");
    }

    @Test
    void namesTheSettingWhereAServersPacketsAreTooSmall() throws Exception {
        try (DatabaseServer source = DatabaseServer.start(DatabaseFlavor.MARIADB_11_4, ServerOptions.defaults());
                OddShop shop = new OddShop(source, Servers.mariadb(), folder)) {
            shop.both("CREATE TABLE large (id INT PRIMARY KEY, b LONGBLOB)")
                    .source("INSERT INTO large VALUES (1, REPEAT('x', 8000000))");
            source.execute("SET GLOBAL max_allowed_packet = 1048576");

            assertThatThrownBy(shop::load).hasMessageContaining("large").hasMessageContaining("max_allowed_packet");

            source.execute("SET GLOBAL max_allowed_packet = 67108864");
            shop.load();
            shop.assertCopied("large");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB_11_4")
    void parksARowThatTheTargetsPacketsCannotHold(DatabaseFlavor flavor) throws Exception {
        parksWhatIsTooLarge(flavor);
    }

    @ParameterizedTest
    @EnumSource(names = "MYSQL_8_0")
    @Tag("night")
    void parksARowThatAnotherTargetsPacketsCannotHold(DatabaseFlavor flavor) throws Exception {
        parksWhatIsTooLarge(flavor);
    }

    private void parksWhatIsTooLarge(DatabaseFlavor flavor) throws Exception {
        try (DatabaseServer target = DatabaseServer.start(
                        flavor,
                        ServerOptions.defaults()
                                .withSetting("max-allowed-packet=1M")
                                .withSetting("local-infile=0"));
                OddShop shop = new OddShop(Servers.mariadb(), target, folder)) {
            shop.both("CREATE TABLE large (id INT PRIMARY KEY, b LONGBLOB)")
                    .source("INSERT INTO large VALUES (1, 'small'), (2, REPEAT('x', 8000000)), (3, 'small too')");

            shop.load();

            assertThat(target.query("SELECT id FROM " + shop.target + ".large ORDER BY id"))
                    .containsExactly(List.of("1"), List.of("3"));
            assertThat(target.query("SELECT row_key, reason FROM gangway_" + shop.target + ".parked"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.get(0)).isEqualTo("id=2"))
                    .satisfies(row -> assertThat(row.get(1)).contains("max_allowed_packet"));
        }
    }
}
