package dev.gangway.app.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release number such as 1.9.3.10 or 2.4.7; a patch level behind it (2.4.7-p3) is not compared. */
record Release(List<Integer> parts) implements Comparable<Release> {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,4})*)(?:-.*)?");

    Release {
        parts = List.copyOf(parts);
    }

    static Release of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("Not a release: " + text));
    }

    static Optional<Release> parse(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var parts = new ArrayList<Integer>();
        for (String part : matcher.group(1).split("\\.", -1)) {
            parts.add(Integer.parseInt(part));
        }
        return Optional.of(new Release(parts));
    }

    @Override
    public int compareTo(Release other) {
        for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
            int difference = Integer.compare(part(i), other.part(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private int part(int index) {
        return index < parts.size() ? parts.get(index) : 0;
    }

    /** The first release that is not this one: a step up in the last number. */
    Release next() {
        List<Integer> next = new ArrayList<>(parts);
        int last = next.size() - 1;
        next.set(last, next.get(last) + 1);
        return new Release(next);
    }

    boolean isBefore(Release other) {
        return compareTo(other) < 0;
    }

    @Override
    public String toString() {
        return parts.stream().map(String::valueOf).collect(java.util.stream.Collectors.joining("."));
    }
}
