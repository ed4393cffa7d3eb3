package dev.gangway.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Kafka's own programs need few of the jars of this JVM's class path. They get those alone and in an order that does not depend on who
 * asks: the classes of one list of jars can be shared by all their JVMs.
 */
final class BrokerJars {
    /** Written by the build: the broker's dependencies. */
    private static final String NAMES = "kafka-jars.txt";

    /** What writes the log is chosen by whoever has the class path. */
    private static final List<String> LOGGING = List.of("logback-", "log4j-");

    private BrokerJars() {}

    /** The class path of Kafka's programs; all of this JVM's when a jar has another name than at the build. */
    static List<Path> of(String classPath) {
        List<Path> all = entries(classPath);
        Map<String, Path> byName = new HashMap<>();
        all.forEach(entry -> byName.putIfAbsent(entry.getFileName().toString(), entry));
        List<String> needed = names();
        if (needed.isEmpty() || !byName.keySet().containsAll(needed)) {
            return all;
        }
        List<Path> jars = new ArrayList<>(needed.stream().map(byName::get).toList());
        byName.keySet().stream()
                .filter(name -> !needed.contains(name) && LOGGING.stream().anyMatch(name::startsWith))
                .sorted()
                .forEach(name -> jars.add(byName.get(name)));
        return jars;
    }

    static String joined(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** A child runs in another folder, where relative entries would lead nowhere. */
    private static List<Path> entries(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
    }

    private static List<String> names() {
        try (InputStream in = BrokerJars.class.getResourceAsStream(NAMES)) {
            if (in == null) {
                return List.of();
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return Arrays.stream(text.split(":", -1))
                    .map(entry -> entry.substring(entry.lastIndexOf('/') + 1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
