package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A data mode in a process of its own that is killed (kill -9) or breaks off at a chosen moment.
 *
 * @param config the configuration file
 * @param variables what it refers to
 * @param folder where the process's errors are written to
 */
record KilledLoad(Path config, Map<String, String> variables, Path folder) {

    /** Starts or goes on with the load, and kills it a moment after so many such lines were told; returns how many were. */
    int killAfter(Predicate<String> line, int times, int millis) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        Process process = start(errors);
        int told = 0;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            while (told < times) {
                String next = lines.readLine();
                if (next == null) {
                    assertThat(process.waitFor())
                            .describedAs(Files.readString(errors))
                            .isZero();
                    return told;
                }
                told += line.test(next) ? 1 : 0;
            }
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            return told;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Starts or goes on with the load, which breaks off by an exception after so many lines; false when it came to its end. */
    boolean breakOffAfter(int lines) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        Process process = start(errors, String.valueOf(lines));
        try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
            told.transferTo(Writer.nullWriter());
            boolean brokenOff = process.waitFor() != 0;
            if (brokenOff) {
                assertThat(Files.readString(errors)).contains(GoldenLoad.BROKEN_OFF);
            }
            return brokenOff;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Goes on with the load to its end. */
    void finish() throws IOException, InterruptedException {
        killAfter(line -> false, 1, 0);
    }

    private Process start(Path errors, String... more) throws IOException {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dgangway.home=" + System.getProperty("gangway.home", ".."),
                "-cp",
                System.getProperty("java.class.path"),
                GoldenLoad.class.getName(),
                config.toString()));
        words.addAll(List.of(more));
        var builder = new ProcessBuilder(words);
        builder.environment().putAll(variables);
        return builder.redirectError(errors.toFile()).start();
    }
}
