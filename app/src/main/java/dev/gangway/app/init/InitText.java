package dev.gangway.app.init;

import java.util.Map;
import java.util.stream.Collectors;

/** Words that messages, the report and the written file have in common. */
final class InitText {
    private InitText() {}

    /** Edition and releases: {@code Magento Open Source 1.9.3.0 or later (likely)}. */
    static String releases(Shop shop) {
        ReleaseRange range = shop.releases();
        String from = range.from().map(Release::toString).orElse("");
        String before = range.before().map(Release::toString).orElse("");
        String text;
        if (from.isEmpty() && before.isEmpty()) {
            text = "of unknown release";
        } else if (before.isEmpty()) {
            text = from + " or later";
        } else if (range.isOne()) {
            text = from;
        } else {
            text = from.isEmpty() ? "before " + before : from + " or later, before " + before;
        }
        return shop.edition().title() + " " + text + " (" + range.sureness().word() + ")";
    }

    /** {@code InnoDB 328, MyISAM 3}. */
    static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Rows and bytes, rounded: estimates must not look exact. */
    static String volume(long rows, long bytes) {
        String rounded = rows < 1_000 ? String.valueOf(rows) : "%,d,000".formatted((rows + 500) / 1_000);
        return "about %s, %,d MB".formatted(rounded, Math.max(1, bytes >> 20));
    }
}
