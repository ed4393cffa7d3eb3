package dev.gangway.app.run;

import dev.gangway.app.command.StreamRole;
import dev.gangway.core.config.MigrationConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder on this machine where a migration keeps its log, and its embedded broker its data. */
public final class RunFolder {
    private static final String LOG = "gangway.log";
    private static final String CUTOVER_LOG = "cutover.log";

    private RunFolder() {}

    /** Removes the folder with all that it holds. */
    public static void delete(MigrationConfig config) {
        delete(path(config));
    }

    private static void delete(Path folder) {
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

    /** Removes what the embedded broker holds; the log stays. */
    static void deleteBroker(MigrationConfig config) {
        brokerFolders(config).forEach(RunFolder::delete);
    }

    /** Whether an embedded broker has left anything. */
    static boolean hasBroker(MigrationConfig config) {
        return brokerFolders(config).stream().anyMatch(Files::exists);
    }

    private static List<Path> brokerFolders(MigrationConfig config) {
        return List.of(kafka(config), registry(config));
    }

    static Path kafka(MigrationConfig config) {
        return path(config).resolve("kafka");
    }

    static Path registry(MigrationConfig config) {
        return path(config).resolve("registry");
    }

    /**
     * The file that the log of the migration goes to; its folder is there.
     *
     * @return empty when the folder cannot be made: a migration that needs no broker of its own works without it
     */
    public static Optional<Path> log(MigrationConfig config) {
        try {
            return Optional.of(of(config).resolve(LOG));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The same for the process that switches the shop over: the stream beside it writes its own. */
    public static Optional<Path> cutoverLog(MigrationConfig config) {
        return log(config).map(file -> file.resolveSibling(CUTOVER_LOG));
    }

    /** The same for a process that has only a part of the stream: others may run on this machine. */
    public static Optional<Path> roleLog(MigrationConfig config, Set<StreamRole> roles) {
        String names = new TreeSet<>(roles).stream().map(StreamRole::word).collect(Collectors.joining("-"));
        return log(config).map(file -> file.resolveSibling("gangway-" + names + ".log"));
    }

    /** {@code var/<source-id>} in the product's folder; it need not exist. */
    public static Path path(MigrationConfig config) {
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
