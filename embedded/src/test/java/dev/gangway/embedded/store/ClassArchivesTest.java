package dev.gangway.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {
    @TempDir
    Path folder;

    private Path root = Path.of("");
    private Path jar = Path.of("");
    private int trained;

    @BeforeEach
    void createJar() throws IOException {
        root = folder.resolve("cache");
        jar = Files.writeString(folder.resolve("a.jar"), "classes");
    }

    @Test
    void makesAnArchiveOnceAndUsesItAfterwards() {
        List<String> first = archives().options("server", List.of(jar), this::train);
        List<String> second = archives().options("server", List.of(jar), this::train);

        assertThat(trained).isEqualTo(1);
        assertThat(second).isEqualTo(first).hasSize(1);
        assertThat(first.get(0)).startsWith("-XX:SharedArchiveFile=" + root.resolve("classes-server-"));
        assertThat(Path.of(first.get(0).substring("-XX:SharedArchiveFile=".length())))
                .hasContent("archive");
    }

    @Test
    void makesAnotherWhenAJarHasChanged() throws IOException {
        archives().options("server", List.of(jar), this::train);

        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        archives().options("server", List.of(jar), this::train);

        assertThat(trained).isEqualTo(2);
    }

    @Test
    void doesWithoutWhenTheServerDoesNotStart() {
        assertThat(archives().options("server", List.of(jar), options -> {
                    throw new MigrationException(ErrorCode.SERVER_START_FAILED, "no");
                }))
                .isEmpty();
        assertThat(archives().options("server", List.of(jar), this::train)).isEmpty();
        assertThat(trained).isZero();
    }

    @Test
    void triesAgainAfterAnInterruption() {
        assertThatThrownBy(() -> archives().options("server", List.of(jar), options -> {
                    throw new MigrationException(ErrorCode.INTERRUPTED, "stopped");
                }))
                .isInstanceOf(MigrationException.class);

        assertThat(archives().options("server", List.of(jar), this::train)).hasSize(1);
    }

    @Test
    void doesWithoutForFoldersOfClasses() {
        assertThat(archives().options("server", List.of(jar, folder), this::train))
                .isEmpty();
        assertThat(trained).isZero();
    }

    @Test
    void keepsTheNewestOnly() throws IOException {
        for (int i = 0; i < 7; i++) {
            Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000L * i));
            archives().options("server", List.of(jar), this::train);
        }

        try (Stream<Path> entries = Files.list(root)) {
            assertThat(entries.filter(Files::isDirectory)).hasSize(4);
        }
    }

    private void train(List<String> options) {
        trained++;
        try {
            Files.writeString(Path.of(options.get(0).substring("-XX:ArchiveClassesAtExit=".length())), "archive");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ClassArchives archives() {
        PackageFetcher none = (wanted, download) -> {
            throw new IllegalStateException("Nothing is to be fetched");
        };
        return new ClassArchives(new PackageStore(root, none, new LoggingPackageListener()));
    }
}
