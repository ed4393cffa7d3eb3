package dev.gangway.core.rules;

import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One folder {@code etc/<edition>/<release>} with its configuration. */
record Pack(String edition, String release, MigrationConfig config) {
    private static final Path HOME = home();
    private static final Path ETC = HOME.resolve("etc");

    private static final Map<String, String> VARIABLES = Map.of(
            "GANGWAY_SOURCE_PASSWORD", "secret", "GANGWAY_TARGET_PASSWORD", "secret", "GANGWAY_CRYPT_KEY", "secret");

    /** Folders below {@code etc} that hold no pack: they serve containers and Magento 2. */
    private static final Set<String> OTHERS = Set.of("docker", "magento2-module");

    private static Path home() {
        String home = System.getProperty("gangway.home", "");
        return home.isEmpty() ? Path.of("..").toAbsolutePath().normalize() : Path.of(home);
    }

    /** Every pack, by edition and release. */
    static List<Pack> all(Problems problems) {
        try (Stream<Path> files = Files.find(ETC, 3, (path, a) -> path.endsWith("config.xml"))) {
            return files.filter(Pack::isOfPack)
                    .sorted()
                    .flatMap(file -> read(file, problems).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file below {@code etc} that belongs to a pack. */
    static List<Path> xmlFiles() throws IOException {
        try (Stream<Path> files =
                Files.find(ETC, 9, (path, a) -> path.toString().endsWith(".xml"))) {
            return files.filter(file -> !ETC.equals(file.getParent()))
                    .filter(Pack::isOfPack)
                    .toList();
        }
    }

    private static boolean isOfPack(Path file) {
        return !OTHERS.contains(ETC.relativize(file).getName(0).toString());
    }

    private static Optional<Pack> read(Path file, Problems problems) {
        var environment = new ConfigEnvironment(VARIABLES, HOME, Optional.of(HOME));
        Path below = ETC.relativize(file);
        return MigrationConfig.read(file, environment, problems)
                .map(config ->
                        new Pack(below.getName(0).toString(), below.getName(1).toString(), config));
    }

    Optional<Path> file(OptionName option) {
        return config.options().file(option).map(file -> HOME.resolve(file).normalize());
    }

    @Override
    public String toString() {
        return edition + " " + release;
    }
}
