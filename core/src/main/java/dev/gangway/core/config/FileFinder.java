package dev.gangway.core.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the files that a configuration names: relative to the working directory, else to the configuration file's folder or
 * a folder above it, else to the product's folder. A name that ends in {@code .dist} also finds the file without that ending.
 */
final class FileFinder {
    private final List<Path> folders = new ArrayList<>();

    FileFinder(Path configFile, ConfigEnvironment environment) {
        folders.add(environment.workingDirectory());
        Path folder = environment
                .workingDirectory()
                .resolve(configFile)
                .toAbsolutePath()
                .normalize()
                .getParent();
        for (; folder != null; folder = folder.getParent()) {
            folders.add(folder);
        }
        environment.home().ifPresent(home -> {
            folders.add(home);
            folders.add(home.resolve("etc"));
        });
    }

    Optional<Path> find(String name) {
        return find(name, name).or(() -> {
            boolean dist = name.endsWith(".dist");
            return find(name, dist ? name.substring(0, name.length() - ".dist".length()) : name + ".dist");
        });
    }

    private Optional<Path> find(String name, String variant) {
        try {
            for (Path folder : folders) {
                Path file = folder.resolve(variant);
                if (!name.isBlank() && Files.isRegularFile(file)) {
                    return Optional.of(shortest(file.normalize()));
                }
            }
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** The name as a person would write it: relative when it lies below the working directory. */
    private Path shortest(Path file) {
        Path here = folders.get(0);
        return file.startsWith(here) && here.equals(Path.of("").toAbsolutePath()) ? here.relativize(file) : file;
    }
}
