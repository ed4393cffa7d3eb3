package dev.gangway.app.run;

import dev.gangway.core.config.MigrationConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder on this machine where the embedded broker of a migration keeps its data. */
public final class RunFolder {
    private RunFolder() {}

    /** Removes the folder with all that the embedded broker holds. */
    public static void delete(MigrationConfig config) {
        Path folder = path(config);
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be removed; remove it by hand", e);
        }
    }

    /** {@code var/<source-id>} in the product's folder; it need not exist. */
    static Path path(MigrationConfig config) {
        Path home = Path.of(System.getProperty("gangway.home", ""));
        return home.resolve("var").resolve(config.sourceId()).toAbsolutePath();
    }

    /** The same, created when missing. */
    static Path of(MigrationConfig config) {
        Path folder = path(config);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be created; make it writable", e);
        }
    }
}
