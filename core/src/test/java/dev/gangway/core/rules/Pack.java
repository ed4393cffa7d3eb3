package dev.gangway.core.rules;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.xml.XmlNode;
import dev.gangway.core.xml.XmlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One folder {@code etc/<edition>/<release>}: where its config.xml says that its rule files are. */
record Pack(String edition, String release, Path config, Map<String, String> options, List<String> steps) {
    private static final Path HOME = home();
    private static final Path ETC = HOME.resolve("etc");

    private static Path home() {
        String home = System.getProperty("gangway.home", "");
        return home.isEmpty() ? Path.of("..").toAbsolutePath().normalize() : Path.of(home);
    }

    /** Every pack, by edition and release. */
    static List<Pack> all(Problems problems) {
        try (Stream<Path> files = Files.find(ETC, 3, (path, a) -> path.endsWith("config.xml"))) {
            return files.sorted().flatMap(file -> read(file, problems).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Path> xmlFiles() throws IOException {
        try (Stream<Path> files = Files.walk(ETC)) {
            return files.filter(f -> f.toString().endsWith(".xml")).toList().stream();
        }
    }

    private static Optional<Pack> read(Path file, Problems problems) {
        return XmlReader.read(file, problems).map(root -> of(file, root));
    }

    private static Pack of(Path file, XmlNode root) {
        Map<String, String> options = new LinkedHashMap<>();
        root.child("options")
                .ifPresent(node -> node.children().forEach(option -> options.put(option.name(), option.text())));
        List<String> steps = root.children("steps").stream()
                .flatMap(mode -> mode.children("step").stream()
                        .map(step -> mode.attribute("mode").orElse("") + ": "
                                + step.attribute("title").orElse("")))
                .toList();
        Path below = ETC.relativize(file);
        return new Pack(below.getName(0).toString(), below.getName(1).toString(), file, options, steps);
    }

    Path file(String option) {
        return HOME.resolve(options.getOrDefault(option, "etc/no-file-for-" + option));
    }

    MapRules map(String option, Problems problems) {
        return MapRules.read(file(option), problems);
    }

    @Override
    public String toString() {
        return edition + " " + release;
    }
}
