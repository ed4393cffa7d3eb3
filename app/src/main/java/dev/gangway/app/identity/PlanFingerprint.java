package dev.gangway.app.identity;

import dev.gangway.core.plan.BoundHandler;
import dev.gangway.core.plan.LookupPlan;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.TablePlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a plan does with every table, as text that is the same exactly when rows become the same. Names of columns are compared
 * without regard to case, as servers do; names of tables as the source's server compares them. Types are left out: a column
 * that becomes wider changes no rule.
 */
public final class PlanFingerprint {
    /** The entry for what holds for all tables. */
    private static final String ALL_TABLES = "(all tables)";

    private static final int ID_BYTES = 8;

    private PlanFingerprint() {}

    /**
     * One text per source table, each line a rule.
     *
     * @param sourceIgnoresCase the source's server takes table names that differ in case only for one
     * @param classes Magento 1 class names with what becomes of them, which handlers use
     */
    public static Map<String, String> of(MigrationPlan plan, boolean sourceIgnoresCase, Map<String, String> classes) {
        var texts = new TreeMap<String, String>();
        for (Route route : plan.routes()) {
            String name = route.source();
            texts.merge(sourceIgnoresCase ? lower(name) : name, text(route), (a, b) -> a + "\n" + b);
        }
        String classText = new TreeMap<>(classes)
                .entrySet().stream()
                        .map(entry -> "class " + entry.getKey() + " becomes " + entry.getValue())
                        .collect(Collectors.joining("\n"));
        texts.put(
                ALL_TABLES,
                "compatibility " + lower(plan.compatibility().name()) + (classText.isEmpty() ? "" : "\n" + classText));
        return texts;
    }

    /** A short name that is another one as soon as rows become something else. */
    public static String id(MigrationPlan plan, Map<String, String> classes) {
        byte[] text = of(plan, false, classes).toString().getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String text(Route route) {
        TablePlan table = route.table();
        var lines = new TreeSet<String>();
        table.copies().forEach(copy -> lines.add("column " + lower(copy.source()) + " to " + lower(copy.target())));
        // Handlers of one field run in their order.
        for (int i = 0; i < table.sourceHandlers().size(); i++) {
            lines.add(handler("source", table.sourceHandlers(), i));
        }
        for (int i = 0; i < table.targetHandlers().size(); i++) {
            lines.add(handler("destination", table.targetHandlers(), i));
        }
        LookupPlan.uses(List.of(route))
                .forEach(use -> lines.add("looks up " + use.lookup().text()));
        if (!table.keepFirst().isEmpty()) {
            lines.add("keeps the first row by " + new TreeSet<>(table.keepFirst()));
        }
        return "table " + lower(table.target().name()) + "\n" + String.join("\n", lines);
    }

    private static String handler(String side, List<BoundHandler> handlers, int index) {
        BoundHandler handler = handlers.get(index);
        long earlier = handlers.subList(0, index).stream()
                .filter(other -> other.field().equalsIgnoreCase(handler.field()))
                .count();
        String order = earlier == 0 ? "" : " (no. " + (earlier + 1) + ")";
        String parameters = handler.parameters().isEmpty() ? "" : " " + new TreeMap<>(handler.parameters());
        return side + " handler of " + lower(handler.field()) + order + ": " + handler.name() + parameters;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** What differs between two plans, one entry per table: empty when they are the same. */
    static Map<String, String> differences(Map<String, String> before, Map<String, String> now) {
        var differences = new TreeMap<String, String>();
        Set<String> tables = new TreeSet<>(before.keySet());
        tables.addAll(now.keySet());
        for (String table : tables) {
            String then = before.get(table);
            String today = now.get(table);
            if (then == null) {
                differences.put(table, "was not migrated then");
            } else if (today == null) {
                differences.put(table, "is not migrated any more");
            } else if (!then.equals(today)) {
                differences.put(table, lines("then", then, today) + lines("now", today, then));
            }
        }
        return differences;
    }

    /** True when the table's text has lines that it did not have; a table that was not migrated before has no rows to mend. */
    static boolean hasMore(Map<String, String> before, Map<String, String> now, String table) {
        String then = textOf(before, table);
        String today = textOf(now, table);
        return !then.isEmpty() && !lines("", today, then).isEmpty();
    }

    private static String textOf(Map<String, String> texts, String table) {
        String text = texts.getOrDefault(table, texts.get(lower(table)));
        return text == null ? "" : text;
    }

    private static String lines(String when, String has, String lacks) {
        Set<String> lines = new LinkedHashSet<>(List.of(has.split("\n", -1)));
        lines.removeAll(Set.copyOf(List.of(lacks.split("\n", -1))));
        return lines.isEmpty() ? "" : when + " " + String.join(", ", lines) + "; ";
    }
}
