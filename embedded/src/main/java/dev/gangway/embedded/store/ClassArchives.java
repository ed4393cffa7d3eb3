package dev.gangway.embedded.store;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.process.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a server's JVM has made of its classes (Java's class data sharing): reading and checking thousands of classes is most of what
 * its start takes. An archive is made once, by a server that is started for nothing else, and kept in the user's cache under the Java and
 * the jars it was made of; JVMs map it into memory together. Whatever goes wrong with it, servers start as they would without.
 *
 * <p>Thread-safe, also between processes.
 */
public final class ClassArchives {
    private static final Logger LOGGER = LoggerFactory.getLogger(ClassArchives.class);
    private static final String PREFIX = "classes-";
    private static final String FILE = "classes.jsa";
    /** Of each program: some working copies and versions side by side, and no heap of old ones. */
    private static final int KEPT = 4;

    private final PackageStore store;

    public ClassArchives(PackageStore store) {
        this.store = store;
    }

    /** Starts the program with the given options of its JVM, lets it do some work, and ends it in an orderly way. */
    @FunctionalInterface
    public interface Training {
        void run(List<String> options);
    }

    /** Options of the JVM that runs the program with these jars; the first to ask waits until the archive is made. */
    public List<String> options(String program, List<Path> jars, Training training) {
        Optional<String> key = key(jars);
        if (key.isEmpty()) {
            return List.of();
        }
        Path folder = store.prepare(PREFIX + program + "-" + key.get(), empty -> make(program, empty, training));
        Path archive = folder.resolve(FILE);
        return Files.isRegularFile(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
    }

    /** A program that does not start will not start without an archive either, and then tells why. */
    private void make(String program, Path folder, Training training) {
        long start = System.nanoTime();
        LOGGER.atInfo().addKeyValue("program", program).log("Preparing quick starts, once");
        try {
            training.run(List.of("-XX:ArchiveClassesAtExit=" + folder.resolve(FILE)));
        } catch (MigrationException e) {
            if (e.code() == ErrorCode.INTERRUPTED) {
                throw e;
            }
            LOGGER.atWarn()
                    .addKeyValue("program", program)
                    .addKeyValue("reason", e.getMessage())
                    .log("No quick starts");
        }
        removeOld(program);
        LOGGER.atInfo()
                .addKeyValue("program", program)
                .addKeyValue(
                        "durationMs",
                        Duration.ofNanos(System.nanoTime() - start).toMillis())
                .log("Quick starts prepared");
    }

    private void removeOld(String program) {
        try (Stream<Path> entries = Files.list(store.root())) {
            entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX + program + "-"))
                    .filter(Files::isDirectory)
                    .sorted(Comparator.comparing(ClassArchives::made).reversed())
                    .skip(KEPT - 1L)
                    .forEach(Folders::delete);
        } catch (IOException e) {
            LOGGER.atDebug().setCause(e).log("Old archives of classes stay");
        }
    }

    private static FileTime made(Path folder) {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** The JVM refuses an archive whose jars have another size or time; empty for class paths with folders, which it refuses too. */
    private static Optional<String> key(List<Path> jars) {
        var text = new StringBuilder(System.getProperty("java.home"))
                .append(' ')
                .append(System.getProperty("java.vm.version"));
        try {
            for (Path jar : jars) {
                if (!Files.isRegularFile(jar)) {
                    return Optional.empty();
                }
                text.append('\n').append(jar).append(' ').append(Files.size(jar));
                text.append(' ').append(Files.getLastModifiedTime(jar).toMillis());
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return Optional.of(HexFormat.of().formatHex(hash, 0, 6));
        } catch (IOException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
