package dev.gangway.embedded.store;

import dev.gangway.embedded.process.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Keeps server packages unpacked in a cache folder of the user, {@code $GANGWAY_CACHE} or {@code ~/.cache/gangway}.
 *
 * <ol>
 *   <li>A package is fetched once, also when several JVMs ask at the same time.
 *   <li>Its file must have the pinned SHA-256, or the signature of its Debian suite, before anything is unpacked.
 *   <li>Its folder appears by one rename, so an interrupted attempt leaves nothing that looks complete.
 * </ol>
 *
 * <p>Thread-safe.
 */
public final class PackageStore {
    /** One client at a time: several Mavens that fill one empty local repository get in each other's way. */
    private static final String FETCH = "fetch";

    /** Followed by the name and, after a tilde, which no name holds, something unique. */
    private static final String STAGING = ".staging-";

    private final Path root;
    private final PackageFetcher fetcher;
    private final PackageListener listener;

    public PackageStore(Path root, PackageFetcher fetcher, PackageListener listener) {
        this.root = root.toAbsolutePath();
        this.fetcher = fetcher;
        this.listener = listener;
    }

    /** The store in the user's cache, filled by the ordinary registry clients. */
    public static PackageStore ofUser(PackageListener listener) {
        return new PackageStore(userCache().resolve("servers"), new RegistryClients(), listener);
    }

    /** The user's cache folder of Gangway. */
    public static Path userCache() {
        String configured = System.getenv("GANGWAY_CACHE");
        return configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "gangway")
                : Path.of(configured);
    }

    /** The folder of this store. */
    public Path root() {
        return root;
    }

    /** The package's unpacked tree; fetches it first when needed. Throws {@code PACKAGE_UNAVAILABLE} when that fails. */
    public Path folderOf(ServerPackage wanted) {
        return prepare(wanted.folderName(), staging -> {
            listener.fetching(wanted);
            long start = System.nanoTime();
            fill(wanted, staging);
            listener.fetched(wanted, Duration.ofNanos(System.nanoTime() - start));
        });
    }

    /**
     * The folder of this name; when it is not there yet, the filler is given an empty folder to fill, which then takes the
     * name at once. A filler that throws leaves nothing behind.
     */
    public Path prepare(String name, Filler filler) {
        Path folder = root.resolve(name);
        return Files.isDirectory(folder)
                ? folder
                : CacheLock.holding(root, name, () -> Files.isDirectory(folder) ? folder : create(name, filler));
    }

    /** Fills a new folder of the store. */
    @FunctionalInterface
    public interface Filler {
        void fill(Path emptyFolder);
    }

    private Path create(String name, Filler filler) {
        removeLeftovers(name);
        Path staging = root.resolve(STAGING + name + "~" + UUID.randomUUID());
        try {
            Files.createDirectories(staging);
            filler.fill(staging);
            return Files.move(staging, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw PackageErrors.unavailable(
                    name, "writing to " + root, "Free space there or set GANGWAY_CACHE to another folder.", e);
        } finally {
            Folders.delete(staging);
        }
    }

    /** Attempts that a killed process left; nobody else works on this name while the lock is held. */
    private void removeLeftovers(String name) {
        try (Stream<Path> entries = Files.list(root)) {
            List<Path> leftovers = entries.filter(
                            entry -> entry.getFileName().toString().startsWith(STAGING + name + "~"))
                    .toList();
            leftovers.forEach(Folders::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(ServerPackage wanted, Path staging) {
        Path download = root.resolve(STAGING + wanted.folderName() + "~" + UUID.randomUUID());
        try {
            Files.createDirectories(download);
            Path file = CacheLock.holding(root, FETCH, () -> fetcher.fetch(wanted, download));
            check(wanted, file);
            Unpacker.unpack(file, wanted.layout(), staging);
        } catch (IOException e) {
            throw PackageErrors.unavailable(
                    wanted.title(),
                    "unpacking " + wanted.source().describe() + " (" + e.getMessage() + ")",
                    "Free space in " + root + " or set GANGWAY_CACHE to another folder.",
                    e);
        } finally {
            Folders.delete(download);
        }
    }

    private static void check(ServerPackage wanted, Path file) throws IOException {
        if (wanted.source() instanceof PackageSource.Debian) {
            return; // apt has checked the signature of the suite, and with it every file
        }
        String actual = sha256(file);
        if (!actual.equals(wanted.sha256())) {
            throw PackageErrors.unavailable(
                    wanted.title(),
                    wanted.source().describe() + ", but its SHA-256 is " + actual + " instead of " + wanted.sha256(),
                    "Remove the package from the client's local cache and try again.");
        }
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
