package dev.gangway.app.diff;

import dev.gangway.app.wiring.Json;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.store.DiffStore.TableResult;
import dev.gangway.proof.store.FindingStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** The result of a comparison for programs. Keys and columns, no values. */
final class DiffJson {
    private final DiffResult result;
    private final Map<FindingStore.Stored, Finding> samples;

    DiffJson(DiffResult result, Map<FindingStore.Stored, Finding> samples) {
        this.result = result;
        this.samples = samples;
    }

    String text() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("run", result.run().id());
        root.put("state", result.run().state());
        root.put("rows", result.rows());
        root.put("differences", result.differences());
        root.put("notJudged", result.unjudged());
        Map<String, Object> tables = new LinkedHashMap<>();
        result.tables().forEach((name, table) -> tables.put(name, table(table)));
        root.put("tables", tables);
        Map<String, Object> skipped = new LinkedHashMap<>();
        result.skipped()
                .forEach((name, why) -> skipped.put(name, Map.of("reason", why.reason(), "open", why.counts())));
        root.put("skipped", skipped);
        var shown = new ArrayList<Object>();
        samples.keySet().forEach(stored -> shown.add(sample(stored.finding())));
        root.put("samples", shown);
        return Json.of(root);
    }

    private static Map<String, Object> table(TableResult table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", table.counts().target());
        json.put("equal", table.counts().equal());
        for (Kind kind : Kind.values()) {
            json.put(kind.word(), table.found(kind));
        }
        json.put("notKept", table.overflow());
        json.put("seconds", table.millis() / 1000.0);
        return json;
    }

    private static Map<String, Object> sample(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", finding.kind().word());
        json.put("table", finding.table());
        json.put("key", finding.key());
        json.put("columns", finding.columns());
        json.put("reason", finding.reason());
        return json;
    }
}
