package dev.gangway.embedded.store;

import java.nio.file.Path;

/** Brings one package's file from its registry into a folder. */
@FunctionalInterface
public interface PackageFetcher {
    /**
     * Fetches the package into an empty folder and returns its file, or the folder of its files. Throws a
     * {@link dev.gangway.core.error.MigrationException} with {@code PACKAGE_UNAVAILABLE} that says what was tried.
     */
    Path fetch(ServerPackage wanted, Path folder);
}
