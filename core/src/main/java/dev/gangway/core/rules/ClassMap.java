package dev.gangway.core.rules;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.xml.Shape;
import dev.gangway.core.xml.XmlNode;
import dev.gangway.core.xml.XmlReader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Magento 1 class names and what they are called in Magento 2, in file order; an empty value is "mapped to nothing". */
public record ClassMap(Map<String, String> pairs) {

    public ClassMap {
        pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
    }

    public static ClassMap empty() {
        return new ClassMap(Map.of());
    }

    /** These pairs and others; of a class that both name, the others say what becomes of it. */
    public ClassMap with(ClassMap others) {
        Map<String, String> all = new LinkedHashMap<>(pairs);
        all.putAll(others.pairs);
        return new ClassMap(all);
    }

    /** Reads a class map with its includes; every mistake becomes a problem, and what could be read is returned. */
    public static ClassMap read(Path file, Problems problems) {
        var shape = new Shape(problems);
        Map<String, String> pairs = new LinkedHashMap<>();
        XmlReader.read(file, problems)
                .filter(root -> shape.isRoot(root, "classmap"))
                .ifPresent(root -> readInto(pairs, root, shape, problems));
        return new ClassMap(pairs);
    }

    private static void readInto(Map<String, String> pairs, XmlNode root, Shape shape, Problems problems) {
        shape.attributes(root);
        if (root.children().isEmpty()) {
            problems.error(root.place(), "<classmap> needs at least one <rename> in it");
        }
        for (XmlNode rename : shape.children(root, "rename")) {
            shape.attributes(rename);
            shape.children(rename, "from", "to");
            Optional<String> from = shape.only(rename, "from").flatMap(shape::text);
            Optional<String> to = shape.only(rename, "to").map(node -> target(node, shape));
            if (from.isPresent() && to.isPresent()) {
                String earlier = pairs.put(from.get(), to.get());
                if (earlier != null && !earlier.equals(to.get())) {
                    problems.warning(
                            rename.place(),
                            "The class %s is there twice; this one wins over \"%s\", remove one of them"
                                    .formatted(from.get(), earlier));
                }
            }
        }
    }

    private static String target(XmlNode to, Shape shape) {
        shape.attributes(to);
        shape.children(new XmlNode(to.name(), to.attributes(), List.of(), to.children(), to.place()));
        return to.text();
    }
}
