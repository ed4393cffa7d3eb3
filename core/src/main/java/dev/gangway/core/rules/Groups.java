package dev.gangway.core.rules;

import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers what a groups file says: named, ordered lists of documents and attributes. Immutable. */
public final class Groups {

    /** A name in a group: with a key, or with the types it was listed for, or bare. */
    public record Entry(Place place, String name, @Nullable String key, List<String> types) {
        public Entry {
            types = List.copyOf(types);
        }
    }

    private final Map<String, Map<String, Entry>> groups;

    /** Groups in file order, each with its entries by name in file order. */
    public Groups(Map<String, Map<String, Entry>> groups) {
        Map<String, Map<String, Entry>> copy = new LinkedHashMap<>();
        groups.forEach((name, entries) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(entries))));
        this.groups = Collections.unmodifiableMap(copy);
    }

    public static Groups empty() {
        return new Groups(Map.of());
    }

    /** Reads a groups file with its includes; every mistake becomes a problem, and what could be read is returned. */
    public static Groups read(Path file, Problems problems) {
        return new Groups(new GroupsReader(problems).read(file));
    }

    /** These groups and others; a name that both list in one group has the types of both. */
    public Groups with(Groups others) {
        Map<String, Map<String, Entry>> all = new LinkedHashMap<>();
        groups.forEach((group, entries) -> all.put(group, new LinkedHashMap<>(entries)));
        others.groups.forEach((group, entries) -> {
            Map<String, Entry> into = all.computeIfAbsent(group, name -> new LinkedHashMap<>());
            entries.values().forEach(entry -> into.merge(entry.name(), entry, Groups::joined));
        });
        return new Groups(all);
    }

    private static Entry joined(Entry first, Entry second) {
        List<String> types = Stream.concat(first.types().stream(), second.types().stream())
                .distinct()
                .toList();
        return new Entry(first.place(), first.name(), first.key() == null ? second.key() : first.key(), types);
    }

    public Set<String> names() {
        return groups.keySet();
    }

    /** The entries of a group by name in file order; empty when there is no such group. */
    public Map<String, Entry> entries(String group) {
        return groups.getOrDefault(group, Map.of());
    }

    /** The names in a group in file order; empty when there is no such group. */
    public Set<String> group(String group) {
        return entries(group).keySet();
    }

    public boolean contains(String group, String name) {
        return entries(group).containsKey(name);
    }

    public Optional<String> key(String group, String name) {
        return Optional.ofNullable(entries(group).get(name)).map(Entry::key);
    }

    public List<String> types(String group, String name) {
        Entry entry = entries(group).get(name);
        return entry == null ? List.of() : entry.types();
    }
}
