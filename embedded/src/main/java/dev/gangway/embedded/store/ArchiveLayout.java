package dev.gangway.embedded.store;

/** How a package's file holds the server's tree. */
public sealed interface ArchiveLayout {
    /** A zip or jar; only entries below {@code prefix} (ending in a slash) are taken, without it. */
    record Zip(String prefix) implements ArchiveLayout {}

    /** A jar with a compressed tar file as one of its entries. */
    record TarInZip(String entry) implements ArchiveLayout {}

    /** A compressed tar file; only members below {@code member} are taken (all when empty), without their first {@code strip} parts. */
    record Tar(String member, int strip) implements ArchiveLayout {}
}
