package dev.gangway.testkit.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares the rows of one table, all in memory. One use, one thread. */
final class TableComparison {
    /** Values encrypted by Magento 2 carry a random nonce, so two of them count as equal. */
    private static final String ENCRYPTED = "0:3:";

    private static final int SAMPLES = 3;
    private static final int SAMPLE_LENGTH = 160;

    private final TableShape shape;
    private final List<Integer> identity;
    private final Map<String, Long> changed = new TreeMap<>();
    private final List<String> samples = new ArrayList<>();
    private long missing;
    private long extra;

    TableComparison(TableShape shape, List<Integer> identity) {
        this.shape = shape;
        this.identity = identity;
    }

    Optional<TableDifference> compare(List<@Nullable String[]> reference, List<@Nullable String[]> tested) {
        Map<List<@Nullable String>, List<@Nullable String[]>> expected = byIdentity(reference);
        Map<List<@Nullable String>, List<@Nullable String[]>> actual = byIdentity(tested);
        expected.forEach((key, rows) -> compare(key, rows, actual.getOrDefault(key, List.of())));
        actual.forEach((key, rows) -> {
            long more =
                    rows.size() - (long) expected.getOrDefault(key, List.of()).size();
            if (more > 0) {
                sample(extra, "+ " + key);
                extra += more;
            }
        });
        if (missing == 0 && extra == 0 && changed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TableDifference(shape.name(), reference.size(), missing, extra, changed, samples));
    }

    private void compare(
            List<@Nullable String> key, List<@Nullable String[]> expected, List<@Nullable String[]> actual) {
        if (expected.size() > actual.size()) {
            sample(missing, "- " + key);
            missing += expected.size() - actual.size();
        }
        for (int row = 0; row < Math.min(expected.size(), actual.size()); row++) {
            for (int column = 0; column < shape.columns().size(); column++) {
                compare(key, column, expected.get(row)[column], actual.get(row)[column]);
            }
        }
    }

    private void compare(List<@Nullable String> key, int column, @Nullable String expected, @Nullable String actual) {
        if (Objects.equals(expected, actual) || (isEncrypted(expected) && isEncrypted(actual))) {
            return;
        }
        String name = shape.columns().get(column).name();
        long before = changed.getOrDefault(name, 0L);
        int same = commonLength(expected, actual);
        sample(before, "~ %s %s: %s -> %s".formatted(name, key, around(expected, same), around(actual, same)));
        changed.put(name, before + 1);
    }

    private void sample(long before, String text) {
        if (before < SAMPLES) {
            samples.add(text);
        }
    }

    private Map<List<@Nullable String>, List<@Nullable String[]>> byIdentity(List<@Nullable String[]> rows) {
        Map<List<@Nullable String>, List<@Nullable String[]>> index = new HashMap<>();
        for (@Nullable String[] row : rows) {
            List<@Nullable String> key = Arrays.asList(new @Nullable String[identity.size()]);
            for (int i = 0; i < identity.size(); i++) {
                String value = row[identity.get(i)];
                key.set(i, isEncrypted(value) ? ENCRYPTED : value);
            }
            index.computeIfAbsent(key, k -> new ArrayList<>(1)).add(row);
        }
        return index;
    }

    private static boolean isEncrypted(@Nullable String value) {
        return value != null && value.startsWith(ENCRYPTED);
    }

    private static int commonLength(@Nullable String a, @Nullable String b) {
        int length = a == null || b == null ? 0 : Math.min(a.length(), b.length());
        int i = 0;
        while (a != null && b != null && i < length && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }

    /** The part of a long value where it starts to differ. */
    private static String around(@Nullable String value, int place) {
        String text = String.valueOf(value);
        if (text.length() <= SAMPLE_LENGTH) {
            return text;
        }
        int from = Math.max(0, Math.min(place - SAMPLE_LENGTH / 4, text.length() - SAMPLE_LENGTH));
        int to = from + SAMPLE_LENGTH;
        return (from > 0 ? "..." : "") + text.substring(from, to) + (to < text.length() ? "..." : "");
    }
}
