package dev.gangway.app.integrity;

import dev.gangway.app.wiring.Json;
import dev.gangway.core.schema.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what does not fit, by extension and cause, those that fail the check first; for people or as JSON. */
final class IntegrityReport {

    private record Group(boolean fails, String extension, Cause cause, Side side) {}

    private final List<Misfit> misfits;
    private final Map<String, Object> more = new LinkedHashMap<>();

    IntegrityReport(List<Misfit> misfits) {
        this.misfits = List.copyOf(misfits);
    }

    /** Adds a fact to the JSON. */
    void add(String name, Object value) {
        more.put(name, value);
    }

    boolean passes() {
        return misfits.stream().noneMatch(Misfit::fails);
    }

    String json() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("passes", passes());
        root.put("findings", misfits.stream().map(IntegrityReport::json).toList());
        root.putAll(more);
        return Json.of(root);
    }

    private static Map<String, Object> json(Misfit misfit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fails", misfit.fails());
        json.put("extension", misfit.extension());
        json.put("cause", misfit.cause().name().toLowerCase(Locale.ROOT));
        json.put("side", side(misfit.side()));
        json.put("table", misfit.table());
        json.put("name", misfit.name());
        json.put("detail", misfit.detail());
        if (misfit.rows() != Misfit.UNKNOWN) {
            json.put("rows", misfit.rows());
        }
        return json;
    }

    String text() {
        long failing = misfits.stream().filter(Misfit::fails).count();
        long others = misfits.size() - failing;
        StringBuilder text = new StringBuilder();
        if (misfits.isEmpty()) {
            return "The integrity check passes: everything has a counterpart";
        }
        text.append(
                failing == 0
                        ? "The integrity check passes"
                        : "The integrity check fails: %,d %s must be decided".formatted(failing, things(failing)));
        text.append(others == 0 ? "\n" : "; %,d %s a warning\n".formatted(others, others == 1 ? "is" : "are"));
        append(text, groups());
        return text.toString().stripTrailing();
    }

    private static void append(StringBuilder text, Map<Group, List<Misfit>> groups) {
        String heading = "";
        for (Map.Entry<Group, List<Misfit>> entry : groups.entrySet()) {
            Group group = entry.getKey();
            String title = group.extension() + (group.fails() ? "" : " (warnings)");
            if (!title.equals(heading)) {
                text.append('\n').append(title).append('\n');
                heading = title;
            }
            List<Misfit> members = entry.getValue();
            long rows = members.stream()
                    .mapToLong(Misfit::rows)
                    .filter(count -> count > 0)
                    .sum();
            text.append("  %s %s: %s (%,d)%s%n"
                    .formatted(
                            group.fails() ? "!" : "-",
                            side(group.side()),
                            group.cause().title(),
                            members.size(),
                            rows == 0 ? "" : ", %,d rows concerned".formatted(rows)));
            members.forEach(
                    member -> text.append("      ").append(member.text()).append('\n'));
        }
    }

    private Map<Group, List<Misfit>> groups() {
        Map<Group, List<Misfit>> groups = new LinkedHashMap<>();
        for (Misfit misfit : misfits) {
            groups.computeIfAbsent(
                            new Group(misfit.fails(), misfit.extension(), misfit.cause(), misfit.side()),
                            group -> new ArrayList<>())
                    .add(misfit);
        }
        return groups;
    }

    private static String things(long count) {
        return count == 1 ? "thing" : "things";
    }

    private static String side(Side side) {
        return side == Side.SOURCE ? "source" : "target";
    }
}
