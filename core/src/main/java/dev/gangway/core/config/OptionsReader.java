package dev.gangway.core.config;

import dev.gangway.core.config.Options.Option;
import dev.gangway.core.problem.NearestName;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.xml.XmlNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the {@code <options>} element and checks each value for itself. */
final class OptionsReader {
    private static final Pattern PLAIN_FILE = Pattern.compile("[-/A-Za-z0-9._]+\\.(xml|dist)");
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d{1,10}\\s*");
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");
    private static final Set<String> LOOKS_LIKE_NO = Set.of("false", "no", "off", "none", "n");
    private static final String OWN_PREFIX = "x_";
    private static final Map<OptionName, List<String>> WORDS = Map.of(
            OptionName.EDITION_MIGRATE,
            List.of("opensource-to-opensource", "opensource-to-commerce", "commerce-to-commerce"),
            OptionName.COMPATIBILITY,
            List.of("correct", "strict"),
            OptionName.VARIANT_PRICES,
            List.of("keep-visible", "as-magento1"),
            OptionName.ACCEPTED_GAPS,
            List.of("commerce-url-rewrites"));

    private final Problems problems;
    private final FileFinder files;
    private final Map<String, Option> options = new LinkedHashMap<>();

    OptionsReader(Problems problems, FileFinder files) {
        this.problems = problems;
        this.files = files;
    }

    Options read(XmlNode element) {
        element.attributes()
                .keySet()
                .forEach(name -> problems.error(
                        element.place(), "<options> has no attribute " + name + "; write options as elements in it"));
        if (element.texts().stream().anyMatch(text -> !text.isBlank())) {
            problems.error(
                    element.place(),
                    "Text stands between the elements of <options>; write each option as <name>value</name>");
        }
        if (element.children().isEmpty()) {
            problems.error(element.place(), "<options> is empty; it needs at least map_file");
        }
        for (XmlNode node : element.children()) {
            Optional<OptionName> name = OptionName.ofWord(node.name());
            if (name.isPresent()) {
                known(node, name.get());
            } else if (node.name().startsWith(OWN_PREFIX)) {
                put(node, null);
            } else {
                problems.error(node.place(), "Unknown option <%s>%s".formatted(node.name(), unknownHint(node.name())));
            }
        }
        return new Options(options);
    }

    private static String unknownHint(String name) {
        return NearestName.of(name, OptionName.words())
                .map(known -> "; did you mean <" + known + ">?")
                .orElse("; remove it (options for handlers of your own start with " + OWN_PREFIX + ")");
    }

    private void known(XmlNode node, OptionName name) {
        String text = node.text();
        if (!node.children().isEmpty() || !node.attributes().isEmpty()) {
            problems.error(node.place(), "<" + node.name() + "> takes text only");
            return;
        }
        if (text.isEmpty()) {
            put(node, null);
            return;
        }
        boolean fine =
                switch (name.kind()) {
                    case INTEGER -> isInteger(node, text);
                    case FLAG -> isFlag(node, name, text);
                    case TEXT -> isText(node, name, text);
                    case MAP, GROUPS, SETTINGS, CLASS_MAP -> isFileName(node, name, text);
                };
        if (fine) {
            put(node, name.kind().isFile() ? file(node, text) : null);
        }
    }

    private void put(XmlNode node, @Nullable Path file) {
        Option earlier = options.put(node.name(), new Option(node.place(), node.text(), file));
        if (earlier != null) {
            problems.error(
                    node.place(),
                    "The option <%s> is given twice, first in line %d; remove one"
                            .formatted(node.name(), earlier.place().line()));
        }
    }

    private boolean isInteger(XmlNode node, String text) {
        if (INTEGER.matcher(text).matches() && Math.abs(Long.parseLong(text.strip())) <= Integer.MAX_VALUE) {
            return true;
        }
        problems.error(
                node.place(),
                "\"%s\" in <%s> is not a whole number; remove the option, it has no effect here"
                        .formatted(text.strip(), node.name()));
        return false;
    }

    private boolean isFlag(XmlNode node, OptionName name, String text) {
        if (LOOKS_LIKE_NO.contains(text.strip().toLowerCase(Locale.ROOT))) {
            problems.warning(
                    node.place(),
                    "\"%s\" in <%s> means yes, as every text but 0 does; write 0 or 1"
                            .formatted(text.strip(), node.name()));
        }
        if (name == OptionName.AUTO_RESOLVE) {
            problems.warning(node.place(), "<auto_resolve> is not meant for the file; use --auto on the command line");
        }
        return true;
    }

    private boolean areRequirements(XmlNode node, String text) {
        List<String> unknown = Stream.of(text.strip().split("[,\\s]+"))
                .filter(word -> Requirement.ofWord(word).isEmpty())
                .toList();
        unknown.forEach(word -> problems.error(
                node.place(),
                "Unknown requirement \"%s\" in <%s>%s"
                        .formatted(word, node.name(), NearestName.hint(word, Requirement.words()))));
        return unknown.isEmpty();
    }

    private boolean isText(XmlNode node, OptionName name, String text) {
        List<String> words = WORDS.get(name);
        if (words != null && !words.contains(text)) {
            problems.error(
                    node.place(),
                    "Unknown value \"%s\" of <%s>%s".formatted(text, node.name(), NearestName.hint(text, words)));
            return false;
        }
        if (name == OptionName.WAIVED_CHECKS) {
            return areRequirements(node, text);
        }
        if (name == OptionName.EDITION_NUMBER && !VERSION.matcher(text).matches()) {
            problems.error(
                    node.place(), "\"" + text + "\" in <edition_number> is not a version; write it like 1.9.4.5");
            return false;
        }
        if (name == OptionName.RESOURCE_ADAPTER_CLASS_NAME
                && !text.endsWith("Migration\\ResourceModel\\Adapter\\Mysql")) {
            problems.warning(node.place(), "<resource_adapter_class_name> has no effect here; remove it");
        }
        return true;
    }

    private boolean isFileName(XmlNode node, OptionName name, String text) {
        if (!name.needsPlainFileName() || PLAIN_FILE.matcher(text).matches()) {
            return true;
        }
        problems.error(
                node.place(),
                "\"%s\" in <%s> is not a file name this option takes: only letters, digits and - _ . / , ending in .xml or .dist"
                        .formatted(text.strip(), node.name()));
        return false;
    }

    private @Nullable Path file(XmlNode node, String text) {
        Optional<Path> file = files.find(text);
        if (file.isEmpty()) {
            problems.error(
                    node.place(),
                    "The file \"%s\" of <%s> does not exist, neither from the working directory nor beside or above this file; correct its name"
                            .formatted(text, node.name()));
        }
        return file.orElse(null);
    }
}
