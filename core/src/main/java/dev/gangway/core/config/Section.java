package dev.gangway.core.config;

import dev.gangway.core.problem.NearestName;
import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.xml.XmlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one of our own elements: each value is an attribute or a child element of the same name. Unknown names, values given
 * twice and wrong values are reported; numbers are never clamped.
 */
final class Section {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    private final String name;
    private final Place place;
    private final Problems problems;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();

    Section(String name, @Nullable XmlNode node, Problems problems, String... known) {
        this.name = name;
        this.place = node == null ? Place.NOWHERE : node.place();
        this.problems = problems;
        if (node == null) {
            return;
        }
        List<String> names = List.of(known);
        node.attributes().forEach((key, value) -> put(key, value, node.place(), names));
        for (XmlNode child : node.children()) {
            if (!child.children().isEmpty() || !child.attributes().isEmpty()) {
                problems.error(child.place(), "<%s> in <%s> takes text only".formatted(child.name(), name));
            }
            put(child.name(), child.text(), child.place(), names);
        }
        node.texts().stream()
                .filter(text -> !text.isBlank())
                .forEach(text -> problems.error(
                        node.place(),
                        "Text does not belong into <%s>; write its values as attributes or elements".formatted(name)));
    }

    private void put(String key, String value, Place where, List<String> known) {
        if (!known.contains(key)) {
            String hint = RetiredName.find(name, key)
                    .map(retired -> "; " + retired.advice())
                    .orElseGet(() -> NearestName.hint(key, known));
            problems.error(where, "Unknown item %s in <%s>%s".formatted(key, name, hint));
        } else if (values.putIfAbsent(key, value.strip()) != null) {
            problems.error(where, "%s of <%s> is given twice; remove one".formatted(key, name));
        } else {
            places.put(key, where);
        }
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    void missing(String key, String reason) {
        problems.error(place, "<%s> needs %s: %s".formatted(name, key, reason));
    }

    void wrong(String key, String expected) {
        problems.error(
                places.getOrDefault(key, place),
                "%s of <%s> is \"%s\"; write %s".formatted(key, name, values.get(key), expected));
    }

    int integer(String key, int ifMissing, int min, int max) {
        return Math.toIntExact(number(key, ifMissing, min, max));
    }

    long number(String key, long ifMissing, long min, long max) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return emptyOr(key, ifMissing);
        }
        if (NUMBER.matcher(text.get()).matches()) {
            long value = Long.parseLong(text.get());
            if (value >= min && value <= max) {
                return value;
            }
        }
        wrong(key, "a whole number from " + min + " to " + max);
        return ifMissing;
    }

    private long emptyOr(String key, long ifMissing) {
        if (values.containsKey(key)) {
            wrong(key, "a number or remove it; the default is " + ifMissing);
        }
        return ifMissing;
    }

    Duration duration(String key, Duration ifMissing, int min, int max) {
        return Duration.ofMillis(number(key, ifMissing.toMillis(), min, max));
    }

    Optional<String> matching(String key, String pattern, String example) {
        Optional<String> text = text(key);
        if (text.isPresent() && !Pattern.matches(pattern, text.get())) {
            wrong(key, "it like " + example);
            return Optional.empty();
        }
        return text;
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E ifMissing) {
        String word = values.get(key);
        if (word == null) {
            return ifMissing;
        }
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String known = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (known.equals(word)) {
                return constant;
            }
            words.add(known);
        }
        problems.error(
                places.getOrDefault(key, place),
                "%s of <%s> is \"%s\"%s".formatted(key, name, word, NearestName.hint(word, words)));
        return ifMissing;
    }
}
