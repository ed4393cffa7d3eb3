package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.app.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded broker dies or its disk fills up while changes are carried: the stream says why it waits, and goes on. */
class EmbeddedBrokerIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int SHELL_SECONDS = 30;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void startsABrokerAgainThatWasKilled() throws Exception {
        try (var shop = new CommandShop(folder, "binlog")) {
            String target = loaded(shop);
            try (var delta = new RunningDelta(shop.file(target).toString())) {
                change(shop, "before");
                awaitTitle(target, delta, "before");

                // When
                brokerOf(target).destroyForcibly();
                change(shop, "after");

                // Then
                awaitTitle(target, delta, "after");
                assertThat(delta.stop()).as(delta.said()).isEqualTo(ExitCode.DONE);
                assertThat(delta.said()).doesNotContain("\tat ", "Exception");
            }
        }
    }

    @Test
    void saysThatTheDiskIsFullAndGoesOnWhenThereIsSpace() throws Exception {
        try (var shop = new CommandShop(folder, "binlog")) {
            String target = loaded(shop);
            Path run = runFolder(target);
            assumeThat(sh("mkdir -p '" + run + "' && mount -t tmpfs -o size=200m tmpfs '" + run + "'"))
                    .as("a file system of limited size can be mounted: needs root and the right to mount")
                    .isZero();
            try (var delta = new RunningDelta(shop.file(target).toString())) {
                change(shop, "before");
                awaitTitle(target, delta, "before");

                // When
                sh("dd if=/dev/zero of='" + run + "/filler' bs=1M");
                change(shop, "while the disk was full");
                await().atMost(LIMIT).untilAsserted(() -> assertThat(delta.said())
                        .contains("broker goes on by itself", "The disk under the embedded broker is full: "));
                shop.run(target, "status", "--more");
                String status = shop.result();
                Files.delete(run.resolve("filler"));

                // Then
                awaitTitle(target, delta, "while the disk was full");
                assertThat(status).contains("! broker goes on by itself", "[BROKER_DISK_FULL]");
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(delta.said()).contains("broker goes on\n"));
                assertThat(delta.stop()).as(delta.said()).isEqualTo(ExitCode.DONE);
                assertThat(delta.said()).doesNotContain("\tat ", "Exception");
            } finally {
                assertThat(sh("umount -l '" + run + "'")).isZero();
            }
        }
    }

    private static String loaded(CommandShop shop) throws IOException {
        String target = shop.newTarget();
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
        return target;
    }

    private static ProcessHandle brokerOf(String target) {
        String run = runFolder(target).toString();
        return ProcessHandle.current()
                .descendants()
                .filter(process -> {
                    String line = commandLine(process);
                    return line.contains("kafka.Kafka") && line.contains(run);
                })
                .findFirst()
                .orElseThrow();
    }

    /** In full: {@link ProcessHandle#info()} leaves out a line as long as that of a JVM with a class path. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException e) {
            return ""; // it has just ended
        }
    }

    private static void change(CommandShop shop, String title) {
        CommandShop.SERVER.executeIn(shop.source, "UPDATE cms_page SET title = '" + title + "' WHERE page_id = 1");
    }

    private static void awaitTitle(String target, RunningDelta delta, String title) {
        await().atMost(LIMIT).until(() -> {
            assertThat(delta.isOver()).as(delta.said()).isFalse();
            return CommandShop.SERVER
                    .query("SELECT title FROM " + target + ".cms_page WHERE page_id = 1")
                    .equals(List.of(List.of(title)));
        });
    }

    private static Path runFolder(String target) {
        return Path.of(System.getProperty("gangway.home", ""))
                .resolve("var")
                .resolve(target.replace('_', '-'))
                .toAbsolutePath();
    }

    private static int sh(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(SHELL_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }
}
