package dev.gangway.embedded.store;

import dev.gangway.embedded.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A package of Debian and all it depends on, the C library included, in one folder: nothing of the system is used or changed. */
final class DebianTree {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> LIBRARIES = List.of("usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu");
    private static final String LOADER = "ld-linux-x86-64.so.2";

    private DebianTree() {}

    /** Downloads a package with its dependencies; returns the folder of their files. */
    static Path fetch(ServerPackage wanted, PackageSource.Debian source, Path folder) throws IOException {
        Apt apt = new Apt(folder);
        apt.prepare();
        apt.useSuite(source.suite());
        require(wanted, apt.get("update"));
        require(wanted, apt.get("--no-install-recommends", "--download-only", "install", source.name()));
        return apt.archives();
    }

    private static void require(ServerPackage wanted, Command.Result result) {
        if (!result.isSuccess()) {
            throw PackageErrors.unavailable(
                    wanted.title(),
                    wanted.source().describe() + ", " + result.summary(),
                    "Debian's packages need apt-get and Debian's keyring; check the network too.");
        }
    }

    /** Unpacks all packages of a folder over each other and lets programs be run by the loader among them. */
    static void unpack(Path archives, List<String> programs, Path tree) throws IOException {
        try (Stream<Path> files = Files.list(archives)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".deb"))
                    .filter(path -> !isPerl(path))
                    .sorted()
                    .toList()) {
                Command.Result result = Command.of(tree, "dpkg-deb", "-x", file.toString(), tree.toString())
                        .run(LIMIT);
                if (!result.isSuccess()) {
                    throw new IOException("dpkg-deb failed, " + result.summary());
                }
            }
        }
        for (String program : programs) {
            if (Files.isRegularFile(tree.resolve(program), LinkOption.NOFOLLOW_LINKS)) {
                wrap(tree, tree.resolve(program));
            }
        }
    }

    /** Only programs that are not used here are written in it. */
    private static boolean isPerl(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("perl") || name.startsWith("libperl");
    }

    private static void wrap(Path tree, Path program) throws IOException {
        String library = LIBRARIES.stream()
                .filter(folder -> Files.exists(tree.resolve(folder).resolve(LOADER)))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + LOADER + " among the packages"));
        Path real = program.resolveSibling(program.getFileName() + ".real");
        Files.move(program, real);
        String libraries = LIBRARIES.stream()
                .map(folder -> "$tree/" + folder)
                .reduce((a, b) -> a + ":" + b)
                .orElse("");
        Files.writeString(program, """
                #!/bin/sh
                tree=$(cd "$(dirname "$0")/../.." && pwd)
                exec "$tree/%s/%s" --library-path "%s" "$tree/%s" "$@"
                """.formatted(library, LOADER, libraries, tree.relativize(real)));
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
    }
}
