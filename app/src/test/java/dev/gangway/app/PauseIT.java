package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.app.command.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running stream does what somebody wants of it from elsewhere, and a person's pause outlives the process. */
class PauseIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void pausesResumesAndStopsAStream() throws Exception {
        try (var shop = new CommandShop(folder, "triggers").withSharedKafka()) {
            String target = shop.newTarget();
            assertThat(shop.run(target, "pause")).isEqualTo(ExitCode.USAGE);
            assertThat(shop.said()).contains("Nothing was run yet", "[CHECKPOINT_MISMATCH]");
            assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
            assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
            assertThat(shop.run(target, "stop")).isEqualTo(ExitCode.DONE);
            assertThat(shop.result()).contains("No stream runs");

            try (var delta = new RunningDelta(shop.file(target).toString())) {
                change(shop, "before");
                awaitTitle(target, delta, "before");

                assertThat(shop.run(target, "pause", "--reason", "backup of the target"))
                        .isEqualTo(ExitCode.DONE);
                assertThat(shop.result())
                        .contains("The stream is paused by a person since 20", ": backup of the target");
                await().atMost(SOON).until(() -> {
                    shop.run(target, "status", "--more");
                    return shop.result().contains("capture: PAUSED")
                            && shop.result().contains("sink: PAUSED");
                });
                assertThat(shop.result()).startsWith("! the stream is paused by a person since 20");
                change(shop, "meanwhile");

                assertThat(shop.run(target, "stop")).isEqualTo(ExitCode.DONE);
                await().atMost(LIMIT).until(delta::isOver);
                assertThat(delta.stop()).as(delta.said()).isEqualTo(ExitCode.DONE);
                assertThat(delta.said())
                        .contains("The stream is paused by a person", "Stopping: stopped by a person", " captured = ");
            }
            assertThat(titles(target)).containsExactly("before");

            try (var delta = new RunningDelta(shop.file(target).toString())) {
                await().atMost(LIMIT)
                        .until(() -> delta.said().contains("The stream is paused by a person")
                                && delta.said().contains("capture PAUSED, transform RUNNING, sink PAUSED"));
                assertThat(titles(target)).as("the pause outlives the process").containsExactly("before");

                assertThat(shop.run(target, "resume", "--json")).isEqualTo(ExitCode.DONE);
                assertThat(shop.result()).contains("\"wanted\" : \"RUN\"", "\"streamRuns\" : true");
                awaitTitle(target, delta, "meanwhile");
                await().atMost(LIMIT).until(() -> {
                    assertThat(shop.run(target, "status", "--more"))
                            .as(shop.result())
                            .isEqualTo(ExitCode.DONE);
                    return shop.result().startsWith("Shop writes: Magento 1. Target: level. Nothing parked.\n");
                });
                assertThat(shop.result()).contains("wanted: running", "balanced: true");
                assertThat(shop.run(target, "status")).isEqualTo(ExitCode.DONE);
                assertThat(shop.result().strip()).isEqualTo("Shop writes: Magento 1. Target: level. Nothing parked.");
            }
        }
    }

    private static void change(CommandShop shop, String title) {
        CommandShop.SERVER.executeIn(shop.source, "UPDATE cms_page SET title = '" + title + "' WHERE page_id = 1");
    }

    private static List<String> titles(String target) {
        return CommandShop.SERVER.query("SELECT title FROM " + target + ".cms_page WHERE page_id = 1").stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    private static void awaitTitle(String target, RunningDelta delta, String title) {
        await().atMost(LIMIT).until(() -> {
            assertThat(delta.isOver()).as(delta.said()).isFalse();
            return titles(target).equals(List.of(title));
        });
    }
}
