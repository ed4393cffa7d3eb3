package dev.gangway.app.wiring;

import dev.gangway.bulkloader.step.IntegrityFindings;
import dev.gangway.core.plan.BoundHandler;
import dev.gangway.core.plan.ColumnCopy;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.TablePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints a compiled plan and the integrity findings, for people or as JSON. */
public final class PlanReport {

    private final MigrationPlan plan;
    private final List<IntegrityFinding> findings;

    public PlanReport(MigrationPlan plan, List<IntegrityFinding> findings) {
        this.plan = plan;
        this.findings = List.copyOf(findings);
    }

    /** One object: {@code tables} with their columns and handlers, {@code findings} of the integrity check. */
    public String json() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("compatibility", plan.compatibility().name().toLowerCase(Locale.ROOT));
        root.put("tables", plan.tables().stream().map(this::tableJson).toList());
        root.put("findings", findings.stream().map(PlanReport::findingJson).toList());
        return Json.of(root);
    }

    private Map<String, Object> tableJson(TablePlan table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("source", table.source().name());
        json.put("target", table.target().name());
        json.put("copy", table.isPlainCopy());
        Map<String, String> columns = new LinkedHashMap<>();
        table.copies().forEach(copy -> columns.put(copy.source(), copy.target()));
        json.put("columns", columns);
        json.put("sourceHandlers", handlersJson(table.sourceHandlers()));
        json.put("destinationHandlers", handlersJson(table.targetHandlers()));
        json.put("lookups", lookups(table));
        return json;
    }

    /** What its handlers and filters read of other source tables. */
    private List<String> lookups(TablePlan table) {
        return plan.lookups().texts(table.source().name());
    }

    private static List<Map<String, Object>> handlersJson(List<BoundHandler> handlers) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (BoundHandler handler : handlers) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("field", handler.field());
            json.put("handler", handler.name());
            json.put("parameters", handler.parameters());
            list.add(json);
        }
        return list;
    }

    private static Map<String, Object> findingJson(IntegrityFinding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", finding.kind().name());
        json.put("side", finding.side().name());
        json.put("document", finding.document());
        json.put("fields", finding.fields());
        return json;
    }

    /** One line per table, with what differs below it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (TablePlan table : plan.tables()) {
            String name = table.source().name();
            String target = table.target().name();
            text.append(name.equals(target) ? name : name + " -> " + target);
            text.append(table.isPlainCopy() ? "  (copied as it is)" : "").append('\n');
            table.copies().stream()
                    .filter(copy -> !copy.source().equals(copy.target()))
                    .map(PlanReport::moveLine)
                    .forEach(text::append);
            table.sourceHandlers().forEach(handler -> text.append(handlerLine("source", handler)));
            table.targetHandlers().forEach(handler -> text.append(handlerLine("target", handler)));
            lookups(table)
                    .forEach(lookup ->
                            text.append("    looks up ").append(lookup).append('\n'));
        }
        text.append(plan.tables().size()).append(" tables\n");
        IntegrityFindings.describe(findings)
                .forEach(finding -> text.append(finding.message()).append('\n'));
        return text.toString().stripTrailing();
    }

    private static String moveLine(ColumnCopy copy) {
        return "    " + copy.source() + " -> " + copy.target() + '\n';
    }

    private static String handlerLine(String side, BoundHandler handler) {
        String parameters = handler.parameters().isEmpty() ? "" : " " + handler.parameters();
        return "    " + side + ' ' + handler.field() + ": " + handler.name() + parameters + '\n';
    }
}
