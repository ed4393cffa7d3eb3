package dev.gangway.embedded;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.process.Command;
import dev.gangway.embedded.process.Folders;
import dev.gangway.embedded.store.PackageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Makes a formatted data folder of this Kafka version once and keeps it in the cache: formatting takes a JVM of its own.
 * Each copy gets a cluster id and a directory id of its own.
 */
final class KafkaTemplate {
    private static final Duration FORMAT_LIMIT = Duration.ofMinutes(2);
    private static final String REVISION = "r1";
    private static final String IDENTITY = "meta.properties";

    private KafkaTemplate() {}

    /** Formats the data folder unless a broker used it before. It appears by one rename, so whole or not at all. */
    static void copyTo(PackageStore store, Path data) {
        if (Files.exists(data)) {
            return;
        }
        Path copy = data.resolveSibling(data.getFileName() + ".new");
        Folders.delete(copy);
        Path template = store.prepare("kafka-" + AppInfoParser.getVersion() + "-data-" + REVISION, KafkaTemplate::fill);
        Folders.copy(template, copy);
        try {
            List<String> lines = Files.readAllLines(copy.resolve(IDENTITY)).stream()
                    .map(KafkaTemplate::withNewId)
                    .toList();
            Files.write(copy.resolve(IDENTITY), lines);
            Files.move(copy, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withNewId(String line) {
        boolean isId = line.startsWith("cluster.id=") || line.startsWith("directory.id=");
        return isId ? line.substring(0, line.indexOf('=') + 1) + Uuid.randomUuid() : line;
    }

    private static void fill(Path data) {
        Path work = Folders.createTemporary("gangway-format-");
        try {
            Map<String, String> settings = KafkaSettings.of(1, 2, data, KafkaSecurity.PLAINTEXT);
            Path file = KafkaSettings.write(settings, work.resolve("server.properties"));
            String cluster = Uuid.randomUuid().toString();
            List<String> words = List.of("kafka.tools.StorageTool", "format", "-t", cluster, "-c", file.toString());
            Command.Result result = Command.of(work, KafkaProgram.command(work, 128, List.of(), words))
                    .run(FORMAT_LIMIT);
            if (!result.isSuccess()) {
                throw new MigrationException(
                        ErrorCode.SERVER_START_FAILED, "Kafka could not format a data folder, " + result.summary());
            }
        } finally {
            Folders.delete(work);
        }
    }
}
