package dev.gangway.core.php;

import dev.gangway.core.problem.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One value of an array in a PHP source file, so that every finding about it can name its line. Immutable.
 *
 * @param text what a text, number or flag says; empty for arrays and expressions
 * @param entries of an array, by key as PHP would make it; a constant as a key stands by its name
 */
public record PhpNode(Kind kind, String text, Map<String, PhpNode> entries, Place place) {

    /** What a value is. */
    public enum Kind {
        TEXT,
        NUMBER,
        /** {@code true}, {@code false} or {@code null}. */
        WORD,
        ARRAY,
        /** What only PHP itself can work out: a constant, a call, texts put together. */
        EXPRESSION
    }

    public PhpNode {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    static PhpNode scalar(Kind kind, String text, Place place) {
        return new PhpNode(kind, text, Map.of(), place);
    }

    static PhpNode expression(Place place) {
        return new PhpNode(Kind.EXPRESSION, "", Map.of(), place);
    }

    /** The value below, by keys with slashes between: {@code db/connection/default}. */
    public Optional<PhpNode> at(String path) {
        PhpNode node = this;
        for (String key : path.split("/", -1)) {
            PhpNode next = node.entries.get(key);
            if (next == null) {
                return Optional.empty();
            }
            node = next;
        }
        return Optional.of(node);
    }

    /** Never shows a value: it may be a password. */
    @Override
    public String toString() {
        return kind + " at " + place;
    }
}
