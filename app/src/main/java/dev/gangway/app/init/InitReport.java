package dev.gangway.app.init;

import dev.gangway.app.wiring.Json;
import dev.gangway.mysql.inspect.DatabaseSurvey.TableSurvey;
import dev.gangway.mysql.inspect.ServerSettings;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Prints what was seen, what to know and what to do next; for people or as JSON. Holds no password and no key. */
final class InitReport {
    private static final int LARGEST = 3;
    private static final int COLUMN = 56;

    private final Looked source;
    private final Looked target;
    private final PackChoice choice;
    private final String capture;
    private final List<Advice> advice;
    private final List<String> nextSteps;

    InitReport(
            Looked source,
            Looked target,
            PackChoice choice,
            String capture,
            List<Advice> advice,
            List<String> nextSteps) {
        this.source = source;
        this.target = target;
        this.choice = choice;
        this.capture = capture;
        this.advice = List.copyOf(advice);
        this.nextSteps = List.copyOf(nextSteps);
    }

    String json() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("source", facts(source));
        root.put("target", facts(target));
        root.put("pack", choice.pack().name());
        root.put("packOrigin", choice.origin().word());
        root.put("packReason", choice.why());
        root.put("equalPacks", choice.equal().stream().map(Pack::name).toList());
        root.put("otherPacks", choice.others().stream().map(InitReport::json).toList());
        root.put("capture", capture);
        root.put("findings", advice.stream().map(InitReport::json).toList());
        root.put("nextSteps", nextSteps);
        return Json.of(root);
    }

    private static Map<String, Object> json(PackChoice.Other other) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pack", other.pack().name());
        json.put("differences", other.differences());
        return json;
    }

    private static Map<String, Object> json(Advice advice) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("weight", advice.weight().name().toLowerCase(Locale.ROOT));
        json.put("text", advice.text());
        json.put("remedy", advice.remedy());
        return json;
    }

    private static Map<String, Object> facts(Looked side) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("server", side.server().flavor().toString());
        facts.put("user", side.server().user());
        facts.put("shop", InitText.releases(side.shop()));
        facts.put("edition", side.shop().edition().name().toLowerCase(Locale.ROOT));
        facts.put("sureness", side.shop().releases().sureness().word());
        facts.put("evidence", side.shop().releases().evidence());
        facts.put("prefix", side.shop().prefix());
        facts.put("tables", side.survey().tables().size());
        facts.put("rows", side.survey().rows());
        facts.put("bytes", side.survey().bytes());
        facts.put("engines", side.survey().engines());
        facts.put("charset", side.survey().charset());
        facts.put("charsets", side.survey().charsets());
        facts.put("sqlMode", side.server().get("sql_mode"));
        facts.put("binlog", binlog(side.server()));
        facts.put("triggers", side.survey().triggers().size());
        return facts;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "", "source", "target");
        row(text, "server", side -> side.server().flavor());
        row(text, "user", side -> side.server().user());
        row(text, "shop", side -> InitText.releases(side.shop()));
        row(text, "table prefix", InitReport::prefix);
        row(text, "tables", side -> side.survey().tables().size());
        row(text, "rows", InitReport::volume);
        row(text, "largest", InitReport::largest);
        row(text, "engines", side -> InitText.counts(side.survey().engines()));
        row(text, "charset", InitReport::charset);
        row(text, "sql_mode", InitReport::mode);
        row(text, "binlog", side -> binlog(side.server()));
        row(text, "triggers", side -> side.survey().triggers().size());
        text.append('\n');
        evidence(text, "source", source);
        evidence(text, "target", target);
        text.append("The pack is ").append(choice.pack().name()).append('\n');
        choice.explanation().forEach(line -> text.append("  - ").append(line).append('\n'));
        text.append('\n');
        findings(text);
        text.append("\nNext steps\n");
        for (int i = 0; i < nextSteps.size(); i++) {
            text.append("  ")
                    .append(i + 1)
                    .append(". ")
                    .append(nextSteps.get(i))
                    .append('\n');
        }
        return text.toString().stripTrailing();
    }

    private void findings(StringBuilder text) {
        text.append(advice.isEmpty() ? "Nothing to settle\n" : "Findings: ! must be settled, * to decide, - to know\n");
        for (Advice each : advice) {
            text.append("  ")
                    .append(each.weight().mark())
                    .append(' ')
                    .append(each.text())
                    .append('\n');
            if (!each.remedy().isEmpty()) {
                text.append("      ").append(each.remedy()).append('\n');
            }
        }
    }

    private static void evidence(StringBuilder text, String side, Looked looked) {
        List<String> evidence = looked.shop().releases().evidence();
        text.append("The ")
                .append(side)
                .append(" is ")
                .append(InitText.releases(looked.shop()))
                .append(" by\n");
        if (evidence.isEmpty()) {
            text.append("  - nothing that came with a certain release: only part of the tables is there\n");
        }
        List<String> decisive = looked.shop().releases().decisive();
        decisive.forEach(line -> text.append("  - ").append(line).append('\n'));
        int others = evidence.size() - decisive.size();
        if (others > 0) {
            text.append("  - ").append(others).append(" more signs agree; --json lists them\n");
        }
        text.append('\n');
    }

    private void row(StringBuilder text, String name, Function<Looked, Object> fact) {
        line(text, name, fact.apply(source), fact.apply(target));
    }

    private static void line(StringBuilder text, String name, Object left, Object right) {
        text.append(("%-13s %-" + COLUMN + "s %s")
                        .formatted(name, cut(left), cut(right))
                        .stripTrailing())
                .append('\n');
    }

    private static String cut(Object fact) {
        String text = String.valueOf(fact);
        return text.length() <= COLUMN ? text : text.substring(0, COLUMN - 3) + "...";
    }

    private static String prefix(Looked side) {
        return side.shop().prefix().isEmpty() ? "none" : side.shop().prefix();
    }

    private static String volume(Looked side) {
        return InitText.volume(side.survey().rows(), side.survey().bytes());
    }

    private static String largest(Looked side) {
        return side.survey().tables().stream()
                .sorted(Comparator.comparing(TableSurvey::rows).reversed())
                .limit(LARGEST)
                .filter(table -> table.rows() > 0)
                .map(TableSurvey::name)
                .collect(Collectors.joining(", "));
    }

    private static String charset(Looked side) {
        return side.survey().charset() + ", tables "
                + InitText.counts(side.survey().charsets());
    }

    private static String mode(Looked side) {
        String mode = side.server().get("sql_mode");
        return mode.isEmpty() ? "empty" : mode;
    }

    private static String binlog(ServerSettings server) {
        if (!server.isOn("log_bin")) {
            return "off";
        }
        long hours = server.binlogHours();
        return "on, " + server.get("binlog_format") + ", "
                + (server.get("binlog_row_image").isEmpty() ? "FULL" : server.get("binlog_row_image"))
                + (hours == 0 ? ", kept for ever" : ", kept " + hours + " hours");
    }
}
