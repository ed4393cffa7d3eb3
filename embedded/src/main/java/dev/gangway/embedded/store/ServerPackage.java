package dev.gangway.embedded.store;

/**
 * One pinned server package: cache name and version, title for people, size of the download, where it comes from, the
 * SHA-256 it must have (empty for Debian's, which are signed) and how it is packed.
 */
public record ServerPackage(
        String name,
        String version,
        String title,
        long bytes,
        PackageSource source,
        String sha256,
        ArchiveLayout layout) {
    private static final long MEGABYTE = 1_000_000;

    /** Title and size as shown while it is fetched, such as {@code MariaDB 11.4.5 (149 MB)}. */
    public String describe() {
        return title + " (" + Math.max(1, Math.round((double) bytes / MEGABYTE)) + " MB)";
    }

    /** Name of its folder in the cache. */
    public String folderName() {
        return name + "-" + version;
    }
}
