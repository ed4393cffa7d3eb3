package dev.gangway.cdc.triggers;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One row of a log.
 *
 * @param operation {@code I}, {@code U} or {@code D}
 * @param before the key before an update; empty for other operations
 */
record LogEntry(
        long id,
        char operation,
        long atMicros,
        Key key,
        @Nullable Key before) {

    boolean movesKey() {
        return before != null && !before.equals(key);
    }

    /** A row's key: one value per key column, comparable by content. */
    record Key(List<@Nullable Object> values, String text) {

        static Key of(List<@Nullable Object> values) {
            return new Key(values, values.stream().map(Key::text).collect(Collectors.joining("\u0001")));
        }

        private static String text(@Nullable Object value) {
            return value instanceof byte[] bytes
                    ? "x" + java.util.HexFormat.of().formatHex(bytes)
                    : "t" + Objects.toString(value, "\u0002");
        }

        boolean isNull() {
            return IntStream.range(0, values.size()).anyMatch(i -> values.get(i) == null);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && that.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }
}
