package dev.gangway.core.rules;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.Groups.Entry;
import dev.gangway.core.xml.Shape;
import dev.gangway.core.xml.XmlNode;
import dev.gangway.core.xml.XmlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a groups file and reports everything the format does not allow. One use, one thread. */
final class GroupsReader {
    private final Problems problems;
    private final Shape shape;

    GroupsReader(Problems problems) {
        this.problems = problems;
        this.shape = new Shape(problems);
    }

    Map<String, Map<String, Entry>> read(Path file) {
        return XmlReader.read(file, problems)
                .filter(root -> shape.isRoot(root, "groups"))
                .map(this::groups)
                .orElseGet(Map::of);
    }

    private Map<String, Map<String, Entry>> groups(XmlNode root) {
        shape.attributes(root);
        Map<String, Map<String, Entry>> groups = new LinkedHashMap<>();
        Map<String, XmlNode> first = new LinkedHashMap<>();
        List<XmlNode> children = shape.children(root, "group");
        if (root.children().isEmpty()) {
            problems.error(root.place(), "<groups> needs at least one <group name=\"...\"> in it");
        }
        for (XmlNode group : children) {
            shape.attributes(group, "name");
            Map<String, Entry> entries = entries(group);
            Optional<String> name = shape.requiredAttribute(group, "name");
            if (name.isEmpty()) {
                continue;
            }
            XmlNode earlier = first.putIfAbsent(name.get(), group);
            if (earlier == null) {
                groups.put(name.get(), entries);
            } else {
                problems.error(
                        group.place(),
                        "The group %s is there twice, first in line %d; put both together"
                                .formatted(name.get(), earlier.place().line()));
            }
        }
        return groups;
    }

    private Map<String, Entry> entries(XmlNode group) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        XmlNode attribute = null;
        for (XmlNode node : shape.children(group, "document", "attribute")) {
            if (node.name().equals("attribute")) {
                attribute = node;
            } else if (attribute != null) {
                problems.error(
                        node.place(),
                        "All <document> come before <attribute> (line %d); move this one up"
                                .formatted(attribute.place().line()));
            }
            entry(node, entries);
        }
        return entries;
    }

    private void entry(XmlNode node, Map<String, Entry> entries) {
        if (node.name().equals("document")) {
            shape.attributes(node, "key");
        } else {
            shape.attributes(node, "key", "type");
        }
        for (String attribute : List.of("key", "type")) {
            if (node.attribute(attribute).filter(String::isEmpty).isPresent()) {
                problems.error(
                        node.place(),
                        "%s of <%s> is empty; write a value or remove the attribute".formatted(attribute, node.name()));
            }
        }
        shape.leafText(node).ifPresent(name -> entries.merge(name, entryOf(node, name), GroupsReader::merged));
    }

    private static Entry entryOf(XmlNode node, String name) {
        Optional<String> key = node.attribute("key");
        List<String> types = key.isPresent()
                ? List.of()
                : node.attribute("type").map(List::of).orElse(List.of());
        return new Entry(node.place(), name, key.orElse(null), types);
    }

    /** Types of the same name add up; otherwise the last one wins. */
    private static Entry merged(Entry old, Entry added) {
        if (old.types().isEmpty() || added.types().isEmpty()) {
            return added;
        }
        List<String> types = new ArrayList<>(old.types());
        types.addAll(added.types());
        return new Entry(old.place(), old.name(), null, types);
    }
}
