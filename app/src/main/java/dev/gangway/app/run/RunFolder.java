package dev.gangway.app.run;

import dev.gangway.core.config.MigrationConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder on this machine where the embedded broker of a migration keeps its data. */
final class RunFolder {
    private RunFolder() {}

    /** {@code var/<source-id>} in the product's folder, created when missing. */
    static Path of(MigrationConfig config) {
        Path home = Path.of(System.getProperty("gangway.home", ""));
        Path folder = home.resolve("var").resolve(config.sourceId()).toAbsolutePath();
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be created; make it writable", e);
        }
    }
}
