package dev.gangway.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageStoreTest {
    @TempDir
    Path folder;

    private final List<String> heard = new ArrayList<>();
    private final AtomicInteger fetches = new AtomicInteger();
    private Path archive = Path.of("");
    private Path root = Path.of("");

    @BeforeEach
    void createArchive() throws IOException {
        root = folder.resolve("cache");
        archive = folder.resolve("server.jar");
        zip("tree/bin/serverd", "tree/share/errmsg.txt", "META-INF/MANIFEST.MF");
    }

    @Test
    void fetchesOnceAndUnpacksOnlyTheTree() throws IOException {
        ServerPackage wanted = packageOf(PackageStore.sha256(archive));

        Path tree = store().folderOf(wanted);
        Path again = store().folderOf(wanted);

        assertThat(again).isEqualTo(tree).isEqualTo(root.resolve("server-1.0"));
        assertThat(tree.resolve("bin/serverd")).isExecutable();
        assertThat(tree.resolve("share/errmsg.txt")).exists();
        assertThat(tree.resolve("META-INF")).doesNotExist();
        assertThat(fetches).hasValue(1);
        assertThat(heard).containsExactly("fetching Server 1.0 (3 MB)", "fetched Server 1.0");
        assertThat(entries()).containsExactly(".lock-server-1.0", "server-1.0");
    }

    @Test
    void refusesAPackageWithAnotherChecksum() throws IOException {
        ServerPackage wanted = packageOf("0".repeat(64));

        assertThatThrownBy(() -> store().folderOf(wanted))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PACKAGE_UNAVAILABLE))
                .hasMessage("Server 1.0 is not available. Tried: Maven artifact test:server:1.0, but its SHA-256 is "
                        + PackageStore.sha256(archive) + " instead of " + "0".repeat(64)
                        + ". Remove the package from the client's local cache and try again.");
        assertThat(entries()).containsExactly(".lock-server-1.0");
    }

    @Test
    void startsAfreshAfterAnInterruptedAttempt() throws IOException {
        // Given
        Path left = root.resolve(".staging-server-1.0~of-a-killed-process/bin");
        Files.createDirectories(left);
        Files.writeString(left.resolve("serverd"), "half");

        // When
        Path tree = store().folderOf(packageOf(PackageStore.sha256(archive)));

        // Then
        assertThat(tree.resolve("bin/serverd")).hasContent("content of tree/bin/serverd");
        assertThat(entries()).containsExactly(".lock-server-1.0", "server-1.0");
    }

    @Test
    void leavesNothingBehindWhenTheArchiveIsBroken() throws IOException {
        Files.writeString(archive, "not a zip file");
        ServerPackage wanted = packageOf(PackageStore.sha256(archive));

        assertThatThrownBy(() -> store().folderOf(wanted))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("unpacking Maven artifact test:server:1.0");
        assertThat(entries()).containsExactly(".lock-server-1.0");
    }

    @Test
    void refusesEntriesThatPointOutside() throws IOException {
        zip("tree/../../escaped");
        ServerPackage wanted = packageOf(PackageStore.sha256(archive));

        assertThatThrownBy(() -> store().folderOf(wanted))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("points outside of the folder");
        assertThat(folder.resolve("escaped")).doesNotExist();
    }

    @Test
    void fetchesOnceForManyThreads() throws Exception {
        ServerPackage wanted = packageOf(PackageStore.sha256(archive));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Path> ask = () -> store().folderOf(wanted);
            List<Future<Path>> answers = threads.invokeAll(List.of(ask, ask, ask, ask, ask, ask, ask, ask));
            for (Future<Path> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(root.resolve("server-1.0"));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void triesAgainAfterAFailedFetch() throws IOException {
        ServerPackage wanted = packageOf(PackageStore.sha256(archive));
        PackageStore offline = new PackageStore(
                root,
                (p, target) -> {
                    throw PackageErrors.unavailable(p.title(), "mvn", "Check the network.");
                },
                listener());

        assertThatThrownBy(() -> offline.folderOf(wanted)).isInstanceOf(MigrationException.class);

        assertThat(store().folderOf(wanted)).isDirectory();
    }

    @Test
    void saysWhatToDoWhenTheCacheCannotBeWritten() throws IOException {
        Files.writeString(root, "a file where the folder should be");
        ServerPackage wanted = packageOf(PackageStore.sha256(archive));

        assertThatThrownBy(() -> store().folderOf(wanted))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("The package cache is not available. Tried: writing to " + root)
                .hasMessageEndingWith("Make it writable or set GANGWAY_CACHE to another folder.");
    }

    private PackageStore store() {
        return new PackageStore(root, this::copyArchive, listener());
    }

    private Path copyArchive(ServerPackage wanted, Path target) {
        fetches.incrementAndGet();
        try {
            return Files.copy(archive, target.resolve("server.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PackageListener listener() {
        return new PackageListener() {
            @Override
            public void fetching(ServerPackage wanted) {
                heard.add("fetching " + wanted.describe());
            }

            @Override
            public void fetched(ServerPackage wanted, Duration took) {
                heard.add("fetched " + wanted.title());
            }
        };
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".lock-fetch"))
                    .sorted()
                    .toList();
        }
    }

    private void zip(String... names) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(("content of " + name).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    private static ServerPackage packageOf(String sha256) {
        return new ServerPackage(
                "server",
                "1.0",
                "Server 1.0",
                3_000_000,
                new PackageSource.Maven("test:server:1.0"),
                sha256,
                new ArchiveLayout.Zip("tree/"));
    }
}
