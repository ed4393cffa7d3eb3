package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.app.command.ExitCode;
import dev.gangway.embedded.KafkaOptions;
import dev.gangway.embedded.KafkaServer;
import dev.gangway.embedded.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream whose servers go away one after the other, for as long as it takes: it waits, says so, and goes on by itself. */
class StreamFaultIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int CHANGES = 300;
    private static final Pattern MANY = Pattern.compile("! 3\\d\\d captured changes are not in the target yet");
    private static final Pattern DELAY = Pattern.compile("the oldest waits for (\\d+) s");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void goesOnByItselfAfterSourceTargetAndBrokerWereAway() throws Exception {
        // Given
        try (KafkaServer kafka = KafkaServer.start(KafkaOptions.defaults());
                var toSource = new TcpProxy(CommandShop.SERVER.port());
                var toTarget = new TcpProxy(CommandShop.SERVER.port());
                var shop = new CommandShop(folder, "binlog")
                        .withKafka(element(kafka))
                        .through(toSource.port(), toTarget.port())) {
            String target = shop.newTarget();
            assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
            assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
            try (var delta = new RunningDelta(shop.file(target).toString())) {
                change(shop, "before");
                awaitTitle(target, delta, "before");

                // When
                toSource.cut();
                awaitSaid(delta, "capture goes on by itself, ");
                await().atMost(LIMIT)
                        .until(() -> statusOf(shop, target).contains("capture goes on by itself, tries so far 4"));
                change(shop, "while the source was away");
                toSource.mend();
                awaitTitle(target, delta, "while the source was away");

                toTarget.cut();
                manyChanges(shop, "while the target was away");
                awaitSaid(delta, "sink goes on by itself, ");
                String away = await().atMost(LIMIT).until(() -> statusOf(shop, target), status -> MANY.matcher(status)
                        .find());
                awaitDelay(shop, target, 10);
                toTarget.mend();
                awaitTitle(target, delta, "while the target was away");
                await().atMost(LIMIT).until(() -> statusOf(shop, target).contains("lag: 0\n  delayMs: 0\n"));

                kafka.kill();
                manyChanges(shop, "while the broker was away");
                awaitSaid(delta, "[BROKER_UNAVAILABLE]");
                await().atMost(LIMIT)
                        .until(() -> statusOf(shop, target).contains("capture goes on by itself, tries so far 2"));
                kafka.restart();
                awaitTitle(target, delta, "while the broker was away");
                int exitCode = delta.stop();

                // Then
                assertThat(away).contains("[TARGET_UNAVAILABLE]", "sink goes on by itself, tries so far");
                assertThat(exitCode).as(delta.said()).isEqualTo(ExitCode.DONE);
                assertThat(delta.said())
                        .contains("capture goes on\n", "sink goes on\n", " captured = ", "Next, on Magento 2's side")
                        .doesNotContain("\tat ", "Exception", "INFO", "WARN");
                assertThat(shop.run(target, "status", "--more"))
                        .as(shop.result())
                        .isEqualTo(ExitCode.DONE);
                assertThat(shop.result()).contains("balanced: true");
            }
        }
    }

    private static void change(CommandShop shop, String title) {
        CommandShop.SERVER.executeIn(shop.source, "UPDATE cms_page SET title = '" + title + "' WHERE page_id = 1");
    }

    private static void manyChanges(CommandShop shop, String title) {
        for (int i = 0; i < CHANGES; i++) {
            CommandShop.SERVER.executeIn(
                    shop.source, "UPDATE cms_page SET content = 'version " + i + "' WHERE page_id = 2");
        }
        change(shop, title);
    }

    private static void awaitTitle(String target, RunningDelta delta, String title) {
        await().atMost(LIMIT).until(() -> {
            assertThat(delta.isOver()).as(delta.said()).isFalse();
            return CommandShop.SERVER
                    .query("SELECT title FROM " + target + ".cms_page WHERE page_id = 1")
                    .equals(List.of(List.of(title)));
        });
    }

    private static void awaitSaid(RunningDelta delta, String text) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(delta.said()).contains(text));
    }

    private static void awaitDelay(CommandShop shop, String target, int seconds) {
        await().atMost(LIMIT).until(() -> {
            Matcher delay = DELAY.matcher(statusOf(shop, target));
            return delay.find() && Integer.parseInt(delay.group(1)) >= seconds;
        });
    }

    private static String statusOf(CommandShop shop, String target) throws IOException {
        shop.run(target, "status", "--more");
        return shop.result();
    }

    private static String element(KafkaServer kafka) {
        return "<kafka bootstrap-servers=\"" + kafka.bootstrapServers() + "\" schema-registry-url=\""
                + Servers.registry().url() + "\"/>";
    }
}
