package dev.gangway.embedded.store;

import dev.gangway.embedded.process.Command;
import dev.gangway.embedded.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Provides {@code libaio.so.1}, the one shared library that MySQL needs and a bare machine lacks: of the system when it has
 * one, else from Debian's package, downloaded by apt (which checks its signature) and unpacked privately, without root.
 */
public final class AsyncIoLibrary {
    private static final String LIBRARY = "libaio.so.1";
    /** Since Debian 13 and Ubuntu 24.04 both package and file carry the mark of 64-bit time. */
    private static final String RENAMED = "libaio.so.1t64";

    private static final List<String> PACKAGES = List.of("libaio1", "libaio1t64");
    private static final String ADVICE =
            "Install it, for example: apt-get install libaio1 (libaio1t64 on newer systems).";
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final List<Path> SYSTEM_FOLDERS = Stream.of(
                    "/lib64",
                    "/usr/lib64",
                    "/lib/x86_64-linux-gnu",
                    "/usr/lib/x86_64-linux-gnu",
                    "/lib",
                    "/usr/lib",
                    "/usr/local/lib")
            .map(Path::of)
            .toList();

    private AsyncIoLibrary() {}

    /** The folder to add to the loader's path; empty when the loader finds the library by itself. */
    public static Optional<Path> folder(PackageStore store) {
        if (find(LIBRARY).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(store.prepare("libaio-1", AsyncIoLibrary::fill));
    }

    private static Optional<Path> find(String name) {
        return SYSTEM_FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .findFirst();
    }

    private static void fill(Path folder) {
        try {
            Optional<Path> renamed = find(RENAMED);
            if (renamed.isPresent()) {
                Files.createSymbolicLink(folder.resolve(LIBRARY), renamed.get());
                return;
            }
            Path work = Files.createDirectories(folder.resolve("debian"));
            Files.copy(fromDebian(work), folder.resolve(LIBRARY));
            Folders.delete(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path fromDebian(Path work) throws IOException {
        Apt apt = new Apt(work);
        apt.prepare();
        List<String> tried = new ArrayList<>();
        for (String name : PACKAGES) {
            Command.Result result = download(apt, name);
            tried.add("apt-get download " + name + " (" + result.summary() + ")");
            Optional<Path> library = result.isSuccess() ? libraryIn(work) : Optional.empty();
            if (library.isPresent()) {
                return library.get();
            }
        }
        throw PackageErrors.unavailable("The library " + LIBRARY, String.join("; ", tried), ADVICE);
    }

    private static Command.Result download(Apt apt, String name) {
        Command.Result update = apt.get("update");
        return update.isSuccess() ? apt.get("download", name) : update;
    }

    private static Optional<Path> libraryIn(Path work) throws IOException {
        Path tree = Files.createDirectories(work.resolve("tree"));
        for (Path file : list(work, ".deb")) {
            Command.of(work, "dpkg-deb", "-x", file.toString(), tree.toString()).run(LIMIT);
        }
        return list(tree, "").stream()
                .filter(file -> file.getFileName().toString().startsWith(LIBRARY))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static List<Path> list(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }
}
