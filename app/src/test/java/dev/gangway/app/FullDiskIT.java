package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gangway.app.command.ExitCode;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A target that runs out of space: one message, and after space is made the next run ends with the rows of any other. */
class FullDiskIT {
    private static final int MOUNT_LIMIT_SECONDS = 30;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** MariaDB 11.4 cannot be freed from a full table space: it ends itself at the first statement, a DROP too. */
    @Test
    void goesOnAfterTheTableSpaceWasFull() throws Exception {
        // Given: all tables share a file that must not grow beyond this
        var limited = new ServerOptions(
                false,
                "ROW",
                false,
                List.of("innodb-file-per-table=OFF", "innodb-data-file-path=ibdata1:12M:autoextend:max:140M"));
        try (DatabaseServer server = DatabaseServer.start(DatabaseFlavor.MYSQL_8_0, limited);
                var shop = new CommandShop(folder, "binlog", server)) {
            makeLarge(shop);
            String target = shop.newTarget();
            assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
            fill(server);

            // When
            int full = shop.run(target, "data");
            String said = shop.said();
            server.execute("DROP DATABASE filler");
            int again = shop.run(target, "data");

            // Then
            assertFull(full, said, false);
            assertThat(again).as(shop.said()).isEqualTo(ExitCode.DONE);
            assertThat(shop.differences(loaded(shop), target)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB_11_4")
    void goesOnAfterTheDiskWasFull(DatabaseFlavor flavor) throws Exception {
        fillTheDisk(flavor);
    }

    @ParameterizedTest
    @EnumSource(names = "MYSQL_8_0")
    @Tag("night")
    void goesOnAfterTheDiskOfAnotherServerWasFull(DatabaseFlavor flavor) throws Exception {
        fillTheDisk(flavor);
    }

    private void fillTheDisk(DatabaseFlavor flavor) throws Exception {
        // Given: the target database's files are on a file system of their own
        var options = new ServerOptions(false, "ROW", false, List.of("innodb-file-per-table=ON"));
        try (DatabaseServer server = DatabaseServer.start(flavor, options);
                var shop = new CommandShop(folder, "binlog", server)) {
            makeLarge(shop);
            String target = shop.newTarget();
            Path data = Path.of(
                    String.valueOf(server.query("SELECT @@datadir").get(0).get(0)));
            Path database = data.resolve(target);
            assumeThat(moveToSmallDisk(server, database))
                    .as("a file system of limited size can be mounted: needs root and the right to mount")
                    .isTrue();
            try {
                assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);

                // When
                int full = shop.run(target, "data");
                String said = shop.said();
                assertThat(sh("mount -o remount,size=512m '" + database + "'")).isZero();
                boolean crashed = restartIfCrashed(server);
                int again = shop.run(target, "data");

                // Then
                assertFull(full, said, crashed);
                assertThat(again).as(shop.said()).isEqualTo(ExitCode.DONE);
                assertThat(shop.differences(loaded(shop), target)).isEmpty();
            } finally {
                server.kill();
                assertThat(sh("umount -l '" + database + "'")).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MYSQL_8_0", "MARIADB_11_4"})
    @Tag("night")
    void goesOnAfterTheFolderForTemporaryFilesWasFull(DatabaseFlavor flavor) throws Exception {
        // Given: transactions of some size go through files in a folder that is a small file system of its own
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        assumeThat(sh("mount -t tmpfs -o size=6m tmpfs '" + temporary + "'"))
                .as("a file system of limited size can be mounted: needs root and the right to mount")
                .isZero();
        var options =
                ServerOptions.defaults().withSetting("tmpdir=" + temporary).withSetting("binlog-cache-size=4096");
        try (DatabaseServer server = DatabaseServer.start(flavor, options);
                var shop = new CommandShop(folder, "binlog", server)) {
            makeLarge(shop);
            String target = shop.newTarget();
            assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);

            // When
            int full = shop.run(target, "data");
            String said = shop.said();
            boolean crashed = restartIfCrashed(server);
            assertThat(sh("mount -o remount,size=512m '" + temporary + "'")).isZero();
            int again = shop.run(target, "data");

            // Then
            assertFull(full, said, crashed);
            assertThat(crashed).isFalse();
            assertThat(again).as(shop.said()).isEqualTo(ExitCode.DONE);
            assertThat(shop.differences(loaded(shop), target)).isEmpty();
        } finally {
            assertThat(sh("umount -l '" + temporary + "'")).isZero();
        }
    }

    /** A page that needs more room than is left. */
    private static void makeLarge(CommandShop shop) {
        CommandShop.SERVER.executeIn(
                shop.source, "UPDATE cms_page SET content = REPEAT('long page ', 1200000) WHERE page_id = 1");
    }

    /** MariaDB ends itself when InnoDB finds no space, and is then started again by whoever makes some. */
    private static boolean restartIfCrashed(DatabaseServer server) {
        boolean crashed = !server.isRunning();
        if (crashed) {
            server.restart();
        }
        return crashed;
    }

    private static void assertFull(int exitCode, String said, boolean crashed) {
        List<String> complaints =
                said.lines().filter(line -> line.startsWith("gangway: ")).toList();
        assertThat(exitCode).as(said).isEqualTo(ExitCode.FAILED);
        assertThat(complaints).hasSize(1);
        assertThat(complaints.get(0)).startsWith("gangway: Target database ");
        if (crashed) {
            assertThat(complaints.get(0)).contains("check that the server runs", "[TARGET_UNAVAILABLE]");
        } else {
            assertThat(complaints.get(0))
                    .containsPattern("table [`']?[a-z_]+|is full")
                    .contains("free space and start again, work resumes", "[TARGET_DISK_FULL]");
        }
        assertThat(said).doesNotContain("\tat ", "Exception");
    }

    /** Takes all space but some that settings and state need. */
    private static void fill(DatabaseServer server) {
        server.execute("CREATE DATABASE filler", "CREATE TABLE filler.t (v LONGBLOB) ENGINE = InnoDB");
        for (int megabytes = 8; megabytes >= 4; megabytes /= 2) {
            try {
                for (int i = 0; i < 100; i++) {
                    server.execute("INSERT INTO filler.t VALUES (REPEAT('x', " + megabytes + " * 1024 * 1024))");
                }
            } catch (RuntimeException e) {
                assertThat(e).hasStackTraceContaining("full");
            }
        }
    }

    /** Stops the server, moves the database's files onto a tmpfs that has little room left, starts it again. */
    private static boolean moveToSmallDisk(DatabaseServer server, Path database) throws Exception {
        String script = """
                set -e
                cp -a 'DB' 'DB.old'
                size=$(du -sm --apparent-size 'DB.old' | cut -f1)
                mount -t tmpfs -o size=$((size + 3))m tmpfs 'DB'
                cp -a --sparse=never 'DB.old/.' 'DB/'
                rm -rf 'DB.old'
                """;
        server.kill();
        boolean mounted = sh(script.replace("DB", database.toString())) == 0;
        server.restart();
        return mounted;
    }

    private static int sh(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(MOUNT_LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    private static String loaded(CommandShop shop) throws IOException {
        String fresh = shop.newTarget();
        assertThat(shop.run(fresh, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(fresh, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
        return fresh;
    }
}
