package dev.gangway.core.config;

import dev.gangway.core.problem.NearestName;
import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.xml.XmlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts in the values of {@code ${env:NAME}} and {@code ${file:PATH}}; a file's last line break is not part of its value. */
final class Substitution {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z]+):([^}]*)}");
    private static final long LARGEST_FILE = 65_536;

    private final ConfigEnvironment environment;
    private final FileFinder files;
    private final Problems problems;

    Substitution(ConfigEnvironment environment, FileFinder files, Problems problems) {
        this.environment = environment;
        this.files = files;
        this.problems = problems;
    }

    XmlNode apply(XmlNode node) {
        Map<String, String> attributes = new LinkedHashMap<>();
        node.attributes().forEach((name, value) -> attributes.put(name, replaced(value, node.place())));
        List<String> texts =
                node.texts().stream().map(text -> replaced(text, node.place())).toList();
        List<XmlNode> children = node.children().stream().map(this::apply).toList();
        return new XmlNode(node.name(), attributes, texts, children, node.place());
    }

    private String replaced(String text, Place place) {
        if (!text.contains("${")) {
            return text;
        }
        return REFERENCE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), match.group(2), place)));
    }

    private String value(String kind, String name, Place place) {
        return switch (kind) {
            case "env" -> variable(name, place);
            case "file" -> content(name, place);
            default -> {
                problems.error(
                        place,
                        "\"${%s:...}\" is not known%s".formatted(kind, NearestName.hint(kind, List.of("env", "file"))));
                yield "";
            }
        };
    }

    private String variable(String name, Place place) {
        String value = environment.variables().get(name);
        if (value == null) {
            problems.error(place, "The environment variable " + name + " is not set; set it or write the value here");
            return "";
        }
        return value;
    }

    private String content(String name, Place place) {
        try {
            Path file = files.find(name).orElse(Path.of(name));
            if (!Files.isRegularFile(file)) {
                problems.error(
                        place,
                        "The file \"" + name + "\" of ${file:...} does not exist; create it or correct its name");
                return "";
            }
            if (Files.size(file) > LARGEST_FILE) {
                problems.error(
                        place,
                        "The file \"%s\" is too large for a value (more than %d bytes)".formatted(name, LARGEST_FILE));
                return "";
            }
            return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\r?\\n\\z", "");
        } catch (IOException | InvalidPathException e) {
            problems.error(place, "The file \"" + name + "\" of ${file:...} cannot be read; check its name and rights");
            return "";
        }
    }
}
