package dev.gangway.embedded.store;

import java.util.List;

/** How a package's file holds the server's tree. */
public sealed interface ArchiveLayout {
    /** A zip or jar; only entries below {@code prefix} (ending in a slash) are taken, without it. */
    record Zip(String prefix) implements ArchiveLayout {}

    /** A jar with a compressed tar file as one of its entries. */
    record TarInZip(String entry) implements ArchiveLayout {}

    /** A compressed tar file; only members below {@code member} are taken (all when empty), without their first {@code strip} parts. */
    record Tar(String member, int strip) implements ArchiveLayout {}

    /**
     * A folder of Debian packages with all they depend on, the C library included, laid over each other. The named programs
     * are run by the tree's own loader, so that they work on systems that are older or newer than the packages.
     */
    record Debs(List<String> programs) implements ArchiveLayout {
        public Debs {
            programs = List.copyOf(programs);
        }
    }
}
