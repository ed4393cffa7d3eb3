package dev.gangway.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The broker's properties: one node that is broker and controller, quick to start and to come back after a kill. */
final class KafkaSettings {
    private static final String ONE = "1";
    private static final int LARGEST_RECORD = 16 * 1024 * 1024;

    private KafkaSettings() {}

    static Map<String, String> of(int port, int controllerPort, Path data, KafkaSecurity security) {
        Map<String, String> settings = new LinkedHashMap<>();
        String protocol = security.protocol();
        String broker = protocol + "://127.0.0.1:" + port;
        String controller = "CONTROLLER://127.0.0.1:" + controllerPort;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", ONE);
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("listeners", broker + "," + controller);
        settings.put("advertised.listeners", broker);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", protocol);
        settings.put("listener.security.protocol.map", protocol + ":" + protocol + ",CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", data.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("message.max.bytes", String.valueOf(LARGEST_RECORD));
        settings.put("replica.fetch.max.bytes", String.valueOf(LARGEST_RECORD));
        addSingleNode(settings);
        addSpeed(settings);
        settings.putAll(security.broker());
        return settings;
    }

    static Path write(Map<String, String> settings, Path file) {
        try {
            return Files.write(
                    file,
                    settings.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addSingleNode(Map<String, String> settings) {
        settings.put("offsets.topic.replication.factor", ONE);
        settings.put("transaction.state.log.replication.factor", ONE);
        settings.put("transaction.state.log.min.isr", ONE);
        settings.put("share.coordinator.state.topic.replication.factor", ONE);
        settings.put("share.coordinator.state.topic.min.isr", ONE);
    }

    private static void addSpeed(Map<String, String> settings) {
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        settings.put("log.index.size.max.bytes", "1048576");
    }
}
