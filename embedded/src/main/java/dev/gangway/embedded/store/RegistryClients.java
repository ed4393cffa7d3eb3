package dev.gangway.embedded.store;

import dev.gangway.embedded.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Fetches packages by running Maven, npm or apt, so that the user's own mirrors, proxies and credentials are respected. Thread-safe. */
public final class RegistryClients implements PackageFetcher {
    private static final Duration FETCH_LIMIT = Duration.ofMinutes(15);
    /** The last line of the plugin that does not resolve parents of a POM; those of the registry server are not on Central. */
    private static final String COPY_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:2.10:copy";

    @Override
    public Path fetch(ServerPackage wanted, Path folder) {
        if (wanted.source() instanceof PackageSource.Npm npm) {
            run(
                    wanted,
                    Command.of(folder, "npm", "pack", "--silent", npm.specifier()),
                    "Install npm, or check the network.");
        } else if (wanted.source() instanceof PackageSource.Maven maven) {
            run(wanted, mavenCommand(maven, folder), "Check the network and Maven's settings.");
        } else if (wanted.source() instanceof PackageSource.Debian debian) {
            return debian(wanted, debian, folder);
        }
        return onlyFileIn(folder);
    }

    private static Path debian(ServerPackage wanted, PackageSource.Debian source, Path folder) {
        try {
            return DebianTree.fetch(wanted, source, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Command mavenCommand(PackageSource.Maven maven, Path folder) {
        List<String> words = new ArrayList<>(List.of(MavenClient.locate(), "--quiet", "--batch-mode"));
        words.addAll(List.of("--no-transfer-progress", COPY_GOAL));
        words.add("-Dartifact=" + maven.coordinates());
        words.add("-DoutputDirectory=" + folder);
        Command command = Command.of(folder, words)
                .withEnvironment("MAVEN_BASEDIR", "")
                .withEnvironment("MAVEN_PROJECTBASEDIR", "");
        return System.getenv("JAVA_HOME") == null
                ? command.withEnvironment("JAVA_HOME", System.getProperty("java.home"))
                : command;
    }

    private static void run(ServerPackage wanted, Command command, String advice) {
        Command.Result result = command.run(FETCH_LIMIT);
        if (!result.isSuccess()) {
            throw PackageErrors.unavailable(
                    wanted.title(), wanted.source().describe() + ", " + result.summary(), advice);
        }
    }

    private static Path onlyFileIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new IOException("the client reported success but left no file in " + folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
