package dev.gangway.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds command lines for child JVMs: this JVM's Java, small heap, quick start, temporary files in the server's folder. */
final class JavaProgram {
    private JavaProgram() {}

    static List<String> command(Path folder, int heapMegabytes, List<String> properties, List<String> rest) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.io.tmpdir=" + folder.resolve("tmp")));
        properties.forEach(property -> words.add("-D" + property));
        words.addAll(rest);
        return words;
    }
}
