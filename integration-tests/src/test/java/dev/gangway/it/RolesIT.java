package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.app.command.ExitCode;
import dev.gangway.app.wiring.Databases;
import dev.gangway.embedded.Servers;
import dev.gangway.events.Topics;
import dev.gangway.mysql.state.LookupChanges;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.StreamProcess;
import dev.gangway.mysql.state.StreamProcesses;
import dev.gangway.testkit.workload.Workload;
import dev.gangway.testkit.workload.WorkloadConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream on a Kafka cluster that runs elsewhere, its work shared by processes of their own: one that captures, two that
 * transform, two that write, of which one stands by. One of each is killed, as with {@code kill -9}, while the shop is used.
 */
class RolesIT {
    /** What the guide states, and the time that a busy machine takes besides. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(90);

    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final long ASK_SECONDS = 30;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final List<Process> processes = new ArrayList<>();
    private final Admin admin =
            Admin.create(Map.of("bootstrap.servers", Servers.kafka().bootstrapServers()));

    @SuppressWarnings("NullAway.Init")
    private LiveShop shop;

    @SuppressWarnings("NullAway.Init")
    private LiveShop.Target target;

    @BeforeEach
    void load() {
        shop = new LiveShop("binlog", folder);
        target = shop.newTarget("roles");
        target.run("settings");
        target.run("data");
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        admin.close();
        shop.close();
    }

    @Test
    void losesAndDoublesNothingWhileOneOfEachRoleIsKilled() throws Exception {
        // Given
        Process capture = start("capture");
        Process transform = start("transform");
        start("transform");
        Process sink = start("sink");
        awaitState("sink", "RUNNING", 1);
        start("capture,sink,control");
        awaitState("capture", "STANDBY", 1);
        awaitState("sink", "STANDBY", 1);
        await().atMost(LIMIT).until(() -> group("transform").members().size() == 2);

        // When
        var times = new ArrayList<String>();
        var load = new WorkloadConfig(System.nanoTime(), 2, 30, 5, Duration.ofSeconds(4));
        try (var workload = new Workload(shop.source(), load)) {
            workload.start();
            awaitMarker("before");
            times.add("capture " + killAndAwaitMarker(capture, "after-capture"));
            times.add("transform " + killAndAwaitMarker(transform, "after-transform"));
            times.add("sink " + killAndAwaitMarker(sink, "after-sink"));
            workload.stop();
        }
        awaitMarker("last");
        var lookups = new LookupChanges(state());
        await().atMost(LIMIT)
                .until(() -> lookups.isFollowed() && target.openAndParked().get(0) == 0);

        // Then
        System.out.println("Until the next change was in the target after a kill: " + times);
        assertThat(living("capture")).hasSize(1);
        assertThat(living("sink")).hasSize(1);
        assertThat(living("transform")).hasSize(1);
        assertThat(group("transform").members()).hasSize(1);
        String sinkGroup = new Topics(target.config().sourceId()).sinkGroup();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(lagOf(sinkGroup)).isBetween(0L, 200L));
        assertThat(target.differencesThroughPlan().findings()).as(log()).isEmpty();
        assertThat(target.openAndParked()).containsExactly(0L, 0L);

        parkARow();
        target.run("stop");
        assertThat(exitCode(processes.get(2))).as("transform: %s", log()).isEqualTo(ExitCode.DONE);
        assertThat(exitCode(processes.get(4)))
                .as("capture, sink and control: %s", log())
                .isEqualTo(ExitCode.PARKED);
    }

    private void parkARow() {
        shop.server()
                .executeIn(
                        target.database(),
                        "CREATE TRIGGER refuse BEFORE UPDATE ON cms_block FOR EACH ROW SIGNAL SQLSTATE '45000'"
                                + " SET MESSAGE_TEXT = 'not now'");
        shop.execute("UPDATE cms_block SET title = 'refused' ORDER BY block_id LIMIT 1");
        await().atMost(LIMIT).until(() -> target.openAndParked().get(1) == 1);
    }

    private int exitCode(Process process) throws Exception {
        assertThat(process.waitFor(ASK_SECONDS, TimeUnit.SECONDS)).as(log()).isTrue();
        return process.exitValue();
    }

    private Process start(String roles) {
        Process process = target.start("delta", "--roles", roles);
        processes.add(process);
        return process;
    }

    /** How long it took until the target had what the source got after the kill. */
    private String killAndAwaitMarker(Process process, String marker) throws Exception {
        process.destroyForcibly().waitFor();
        return awaitMarker(marker) + " ms";
    }

    private long awaitMarker(String marker) {
        long begin = System.nanoTime();
        shop.execute("UPDATE cms_page SET title = '" + marker + "' WHERE page_id = 1");
        await().atMost(TAKE_OVER)
                .conditionEvaluationListener(condition -> requireRunning())
                .until(() -> shop.server()
                        .query("SELECT title FROM `" + target.database() + "`.cms_page WHERE page_id = 1")
                        .equals(List.of(List.of(marker))));
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    /** A process that ended by itself is the reason for all that follows. */
    private void requireRunning() {
        for (Process process : processes) {
            if (!process.isAlive() && process.exitValue() < 128) {
                throw new AssertionError("A process ended with " + process.exitValue() + ":\n" + log());
            }
        }
    }

    private void awaitState(String role, String state, int count) {
        await().atMost(LIMIT)
                .conditionEvaluationListener(condition -> requireRunning())
                .until(() -> living(role).stream()
                                .filter(process -> process.state().equals(state))
                                .count()
                        >= count);
    }

    private List<StreamProcess> living(String role) {
        return new StreamProcesses(state())
                .all().stream()
                        .filter(process -> process.lives() && process.role().equals(role))
                        .toList();
    }

    private StateSchema state() {
        return Databases.of(target.config()).state();
    }

    private ConsumerGroupDescription group(String role) throws Exception {
        String name = "gangway-" + target.config().sourceId() + "-" + role;
        return admin.describeConsumerGroups(List.of(name))
                .all()
                .get(ASK_SECONDS, TimeUnit.SECONDS)
                .get(name);
    }

    /** As Kafka's own tools reckon it: ends of the topics less the group's offsets, over all partitions. */
    private long lagOf(String group) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(ASK_SECONDS, TimeUnit.SECONDS);
        assertThat(offsets).hasSizeGreaterThanOrEqualTo(20);
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        offsets.keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
        long lag = 0;
        for (var end :
                admin.listOffsets(ends).all().get(ASK_SECONDS, TimeUnit.SECONDS).entrySet()) {
            lag += end.getValue().offset() - offsets.get(end.getKey()).offset();
        }
        return lag;
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
