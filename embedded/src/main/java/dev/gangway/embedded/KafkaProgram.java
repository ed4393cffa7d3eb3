package dev.gangway.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Command lines for Kafka's own programs, run with the jars they need of this JVM's class path and a log of warnings only. */
final class KafkaProgram {
    private static final String LOG4J = "log4j2.properties";
    private static final String LOGBACK = "logback.xml";

    private KafkaProgram() {}

    /**
     * Writes the log configuration into the folder and gives the command for the main class with its arguments.
     *
     * @param shared options of the JVM for classes that are shared
     */
    static List<String> command(Path folder, int heapMegabytes, List<String> shared, List<String> arguments) {
        List<String> properties = List.of(
                "log4j2.configurationFile=" + copyResource(LOG4J, folder),
                "logback.configurationFile=" + copyResource(LOGBACK, folder));
        List<String> rest = new ArrayList<>(shared);
        rest.addAll(List.of("-cp", BrokerJars.joined(jars())));
        rest.addAll(arguments);
        return JavaProgram.command(folder, heapMegabytes, properties, rest);
    }

    static List<Path> jars() {
        return BrokerJars.of(System.getProperty("java.class.path"));
    }

    private static Path copyResource(String name, Path folder) {
        try (InputStream in = KafkaProgram.class.getResourceAsStream("kafka-" + name)) {
            if (in == null) {
                throw new IOException("kafka-" + name + " is missing beside " + KafkaProgram.class.getName());
            }
            Files.createDirectories(folder.resolve("tmp"));
            Path file = folder.resolve(name);
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
