package dev.gangway.app.parked;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.app.wiring.Json;
import dev.gangway.mysql.state.ParkedEntry;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One parked change with its rows side by side: before and after in the source, or as the target has it and as it should. */
final class ParkedView {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 48;

    private final ParkedEntry entry;
    private final Map<String, Map<String, @Nullable String>> before;
    private final Map<String, Map<String, @Nullable String>> after;
    private final Map<String, Map<String, @Nullable String>> targetNow;

    ParkedView(ParkedEntry entry, Map<String, Map<String, @Nullable String>> targetNow) {
        this.entry = entry;
        this.before = image(entry.change().images().before());
        this.after = image(entry.change().images().after());
        this.targetNow = masked(targetNow);
    }

    private static Map<String, Map<String, @Nullable String>> image(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            return masked(JSON.readValue(json, new TypeReference<>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row was not stored as JSON", e);
        }
    }

    private static Map<String, Map<String, @Nullable String>> masked(
            Map<String, Map<String, @Nullable String>> tables) {
        var masked = new LinkedHashMap<String, Map<String, @Nullable String>>();
        tables.forEach((table, row) -> {
            var shown = new LinkedHashMap<String, @Nullable String>();
            row.forEach((column, value) -> shown.put(column, SecretColumns.shown(column, value)));
            masked.put(table, shown);
        });
        return masked;
    }

    String text() {
        var out = new StringBuilder();
        ParkedList.facts(entry).forEach((name, value) -> {
            if (!value.equals("")) {
                out.append("%-12s %s%n".formatted(name, value));
            }
        });
        if (showsSource()) {
            compare(out, before, after, "before", "after");
        } else {
            compare(out, targetNow, after, "in the target now", "parked");
        }
        if (before.isEmpty() && after.isEmpty() && targetNow.isEmpty()) {
            out.append("The row's contents were not kept: look at it in the source")
                    .append('\n');
        }
        return out.toString().stripTrailing();
    }

    /** Of a change that no table of the target refused, because it could not be mapped, the source's rows are known. */
    private boolean showsSource() {
        return entry.change().cause().targetTable().isEmpty();
    }

    private static void compare(
            StringBuilder out,
            Map<String, Map<String, @Nullable String>> left,
            Map<String, Map<String, @Nullable String>> right,
            String leftName,
            String rightName) {
        Set<String> tables = new LinkedHashSet<>(left.keySet());
        tables.addAll(right.keySet());
        for (String table : tables) {
            Map<String, @Nullable String> a = left.getOrDefault(table, Map.of());
            Map<String, @Nullable String> b = right.getOrDefault(table, Map.of());
            Set<String> columns = new LinkedHashSet<>(a.keySet());
            columns.addAll(b.keySet());
            String format = "  %s %-32s %-" + WIDTH + "s %s%n";
            out.append("%n%s%n".formatted(table));
            out.append(format.formatted(" ", "", leftName, rightName));
            columns.forEach(column -> out.append(format.formatted(
                    Objects.equals(a.get(column), b.get(column)) ? " " : "*",
                    column,
                    cell(a, column),
                    cell(b, column))));
        }
    }

    private static String cell(Map<String, @Nullable String> row, String column) {
        if (!row.containsKey(column)) {
            return "-";
        }
        String value = row.get(column);
        String text = value == null ? "NULL" : value.replaceAll("\\p{Cntrl}", " ");
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...";
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>(ParkedList.facts(entry));
        all.put("before", before);
        all.put("after", after);
        all.put("targetNow", targetNow);
        return Json.of(all);
    }
}
