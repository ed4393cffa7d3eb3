package dev.gangway.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the topics of an embedded broker take on disk, compressed as they are there: bytes by kind of topic. */
record TopicSizes(Map<String, Long> bytes) {

    static TopicSizes of(Path broker) {
        var bytes = new TreeMap<String, Long>();
        if (Files.isDirectory(broker)) {
            try (Stream<Path> files = Files.walk(broker)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".log")).toList()) {
                    String topic = file.getName(file.getNameCount() - 2).toString();
                    if (topic.startsWith("gangway.")) {
                        bytes.merge(kind(topic), Files.size(file), Long::sum);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new TopicSizes(bytes);
    }

    /** {@code changes} of {@code gangway.shop.changes.sales-3}. */
    private static String kind(String folder) {
        return folder.replaceAll("-\\d+$", "").split("\\.", -1)[2];
    }

    TopicSizes since(TopicSizes earlier) {
        var more = new TreeMap<String, Long>();
        bytes.forEach((kind, size) -> more.put(kind, size - earlier.bytes().getOrDefault(kind, 0L)));
        return new TopicSizes(more);
    }
}
