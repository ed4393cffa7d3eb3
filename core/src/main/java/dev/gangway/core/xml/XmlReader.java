package dev.gangway.core.xml;

import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;

/**
 * Reads an XML file into a tree with line numbers and resolves {@code xi:include}. Refuses what a hostile file could use:
 * document type declarations, entities, huge files and deep nesting. Every reason not to read a file is one problem at its
 * line; nothing is thrown. One reader per root file, one thread.
 *
 * <p>An include is replaced by the root element of the other file; if that root has the name of the element around the
 * include, by the root's children instead, so that a shared part can be a whole file of its own.
 */
public final class XmlReader {
    static final long MAX_BYTES = 16L << 20;
    private static final int MAX_FILES = 200;

    private final Problems problems;
    private final Deque<Path> open = new ArrayDeque<>();
    private int files;

    private XmlReader(Problems problems) {
        this.problems = problems;
    }

    /** The root element, or empty after at least one problem was added. */
    public static Optional<XmlNode> read(Path file, Problems problems) {
        if (!Files.isRegularFile(file)) {
            problems.error(new Place(file.toString(), 0), "There is no such file; correct the name or create it");
            return Optional.empty();
        }
        return new XmlReader(problems).parse(file);
    }

    /** The same for a text that is not in its file yet; what it includes is looked for beside the file. */
    public static Optional<XmlNode> read(Path file, String text, Problems problems) {
        var reader = new XmlReader(problems);
        return new XmlParser(file, text, problems).parse().map(reader::withIncludes);
    }

    private Optional<XmlNode> parse(Path file) {
        Place whole = new Place(file.toString(), 0);
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                problems.error(
                        whole,
                        "The file has %d bytes; more than %d are not read, split it with xi:include"
                                .formatted(size, MAX_BYTES));
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            files++;
            open.push(file.toRealPath());
            Optional<XmlNode> resolved = XmlText.decode(file.toString(), bytes, problems)
                    .flatMap(text -> new XmlParser(file, text, problems).parse())
                    .map(this::withIncludes);
            open.pop();
            return resolved;
        } catch (IOException e) {
            problems.error(whole, "The file cannot be read (" + e.getMessage() + "); check its rights");
            return Optional.empty();
        }
    }

    private XmlNode withIncludes(XmlNode node) {
        boolean plain =
                node.children().stream().allMatch(child -> child.children().isEmpty() && !isInclude(child));
        if (plain) {
            return node;
        }
        var children = new ArrayList<XmlNode>();
        for (XmlNode child : node.children()) {
            if (isInclude(child)) {
                include(node, child).ifPresent(root -> {
                    if (root.name().equals(node.name())) {
                        children.addAll(root.children());
                    } else {
                        children.add(root);
                    }
                });
            } else {
                children.add(withIncludes(child));
            }
        }
        return new XmlNode(node.name(), node.attributes(), node.texts(), children, node.place());
    }

    private static boolean isInclude(XmlNode node) {
        return node.name().equals(XmlParser.INCLUDE);
    }

    private Optional<XmlNode> include(XmlNode parent, XmlNode include) {
        new Shape(problems).attributes(include, "href", "parse");
        String parse = include.attribute("parse").orElse("xml");
        String href = include.attribute("href").orElse("");
        if (!parse.equals("xml")) {
            problems.error(include.place(), "xi:include can only take XML: remove parse=\"" + parse + "\"");
            return Optional.empty();
        }
        if (href.isEmpty()) {
            problems.error(
                    include.place(), "xi:include needs href with the file to include, relative to this file's folder");
            return Optional.empty();
        }
        return target(parent, include, href).flatMap(this::parse);
    }

    private Optional<Path> target(XmlNode parent, XmlNode include, String href) {
        try {
            Path file = Path.of(parent.place().file()).resolveSibling(href).normalize();
            if (!Files.isRegularFile(file)) {
                problems.error(
                        include.place(), "The included file \"" + href + "\" does not exist (looked for " + file + ")");
                return Optional.empty();
            }
            if (open.contains(file.toRealPath())) {
                problems.error(include.place(), "The included file \"" + href + "\" includes itself; break the circle");
                return Optional.empty();
            }
            if (files >= MAX_FILES) {
                problems.error(include.place(), "More than " + MAX_FILES + " files are included; put them together");
                return Optional.empty();
            }
            return Optional.of(file);
        } catch (IOException | InvalidPathException e) {
            problems.error(include.place(), "The name \"" + href + "\" is not a file name that can be read");
            return Optional.empty();
        }
    }
}
