package dev.gangway.embedded.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the Maven to run: the wrapper of Gangway's own folder, else a wrapper in or above the working folder, else {@code mvn}. */
final class MavenClient {
    private static final String WRAPPER = "mvnw";

    private MavenClient() {}

    static String locate() {
        Path workingFolder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        return locate(System.getProperty("gangway.home"), workingFolder);
    }

    static String locate(@Nullable String home, Path workingFolder) {
        Stream<Path> ofHome = home == null || home.isBlank() ? Stream.empty() : Stream.of(Path.of(home));
        Stream<Path> above = Stream.iterate(workingFolder, folder -> folder != null, Path::getParent);
        return Stream.concat(ofHome, above)
                .map(folder -> folder.resolve(WRAPPER).toAbsolutePath())
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("mvn");
    }
}
