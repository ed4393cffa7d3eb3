package dev.gangway.app.parked;

import dev.gangway.app.wiring.Json;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.mysql.state.ParkedChange;
import dev.gangway.mysql.state.ParkedEntry;
import dev.gangway.mysql.state.ParkedGroup;
import dev.gangway.mysql.state.ParkedKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What waits, by class with counts, and its first rows. Shows keys, never other values. */
final class ParkedList {
    private final MigrationConfig config;
    private final List<ParkedGroup> groups;
    private final List<ParkedEntry> entries;

    ParkedList(MigrationConfig config, List<ParkedGroup> groups, List<ParkedEntry> entries) {
        this.config = config;
        this.groups = groups;
        this.entries = entries;
    }

    private long waiting() {
        return groups.stream().mapToLong(group -> group.kind().rows()).sum();
    }

    String text() {
        if (groups.isEmpty()) {
            return "Nothing waits";
        }
        var out = new StringBuilder();
        groups.forEach(group -> out.append(line(group)).append('\n'));
        out.append('\n');
        entries.forEach(entry -> out.append(line(entry)).append('\n'));
        long more = waiting() - entries.size();
        if (more > 0) {
            out.append("and %,d more: --limit N, --table TABLE, --class CODE\n".formatted(more));
        }
        String command = "gangway parked %s --config " + config.file() + " %s";
        return out.append('\n')
                .append(command.formatted("show", "--id N"))
                .append("\n")
                .append(command.formatted("retry", "--class CODE --preview"))
                .toString();
    }

    private static String line(ParkedGroup group) {
        ParkedKind kind = group.kind();
        String retried = group.retried() == 0 ? "" : ", %,d of them asked for anew".formatted(group.retried());
        return "%,7d  %s  %s%s: %s%s"
                .formatted(kind.rows(), kind.code(), place(kind), byWhom(kind), kind.reason(), retried);
    }

    static String place(ParkedKind kind) {
        return kind.place().isEmpty()
                ? "(unreadable records)"
                : kind.table().isEmpty()
                                || kind.targetTable().isEmpty()
                                || kind.table().equals(kind.targetTable())
                        ? kind.place()
                        : kind.table() + " to " + kind.targetTable();
    }

    private static String byWhom(ParkedKind kind) {
        return kind.isDisplaced() ? " (displaced)" : kind.byLoad() ? " (by the load)" : "";
    }

    private static String line(ParkedEntry entry) {
        ParkedChange change = entry.change();
        String table = change.origin().table().isEmpty()
                ? change.cause().targetTable()
                : change.origin().table();
        String behind = change.cause().waitsFor();
        return "%7d  %-8s %s  %s  %s%s"
                .formatted(
                        entry.id(),
                        entry.state(),
                        entry.parkedAt(),
                        table,
                        change.origin().key(),
                        behind.isEmpty() ? "  " + change.cause().code() : "  behind " + behind);
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("waiting", waiting());
        all.put("classes", groups.stream().map(ParkedList::facts).toList());
        all.put("rows", entries.stream().map(ParkedList::facts).toList());
        return Json.of(all);
    }

    private static Map<String, Object> facts(ParkedGroup group) {
        ParkedKind kind = group.kind();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("class", kind.code());
        facts.put("table", kind.table());
        facts.put("targetTable", kind.targetTable());
        facts.put("rows", kind.rows());
        facts.put("retried", group.retried());
        facts.put("byLoad", kind.byLoad());
        facts.put("displaced", kind.isDisplaced());
        facts.put("reason", kind.reason());
        return facts;
    }

    /** All but the row's contents. */
    static Map<String, Object> facts(ParkedEntry entry) {
        ParkedChange change = entry.change();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", entry.id());
        facts.put("state", entry.state().name());
        facts.put("class", change.cause().code());
        facts.put("table", change.origin().table());
        facts.put("key", change.origin().key());
        facts.put("oldKey", change.origin().oldKey());
        facts.put("targetTable", change.cause().targetTable());
        facts.put("targetRows", change.rows());
        facts.put("waitsFor", change.cause().waitsFor());
        facts.put("reason", change.cause().reason());
        facts.put("position", change.origin().position());
        facts.put("topic", change.origin().topic());
        facts.put("partition", change.origin().partition());
        facts.put("offset", change.origin().offset());
        facts.put("plan", change.plan());
        facts.put("run", entry.run());
        facts.put("attempts", entry.attempts());
        facts.put("parkedAt", entry.parkedAt());
        facts.put("settled", entry.settled());
        return facts;
    }
}
