package dev.gangway.app.reemit;

import dev.gangway.app.command.Console;
import dev.gangway.app.run.DiffInputs;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.wiring.Json;
import dev.gangway.mysql.state.ReemitStore;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.run.KeyDiff;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells what a replay would send and which rows of the target would then be others than they are, and takes the request back. */
final class ReplayPreview {
    private static final int COMPARED = 20_000;

    private final MigrationContext context;
    private final ReemitStore store;
    private final Console console;

    ReplayPreview(MigrationContext context, ReemitStore store, Console console) {
        this.context = context;
        this.store = store;
        this.console = console;
    }

    /** {@code records}: changes that were looked at. */
    void tell(long request, long records, boolean json) {
        Map<String, Long> rows = store.openByTable(request);
        Map<String, Collection<Map<String, Object>>> keys = new LinkedHashMap<>();
        rows.keySet().forEach(table -> keys.put(table, store.openKeys(request, table, COMPARED)));
        store.cancel(request);
        Map<String, Long> changing = changing(new KeyDiff(DiffInputs.of(context)).compare(keys));
        List<String> inPart = rows.entrySet().stream()
                .filter(table -> table.getValue()
                        > keys.getOrDefault(table.getKey(), List.of()).size())
                .map(Map.Entry::getKey)
                .toList();
        if (json) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("changes", records);
            facts.put("rows", rows);
            facts.put("wouldChange", changing);
            facts.put("comparedInPart", inPart);
            console.result(Json.of(facts));
        } else {
            console.result(text(rows, records, changing, inPart));
        }
    }

    /** Rows by target table. */
    private static Map<String, Long> changing(DiffResult result) {
        var changing = new TreeMap<String, Long>();
        result.tables().forEach((table, of) -> {
            long differing = DiffResult.differences(of);
            if (differing > 0) {
                changing.put(table, differing);
            }
        });
        return changing;
    }

    private static String text(Map<String, Long> rows, long records, Map<String, Long> changing, List<String> inPart) {
        var text = new StringBuilder();
        rows.forEach((table, count) -> text.append("%,12d  %s%n".formatted(count, table)));
        text.append(
                "%,12d  rows of %,d changes would be sent again, as they are today%n".formatted(sum(rows), records));
        changing.forEach(
                (table, count) -> text.append("%,12d  rows of target table %s would change%n".formatted(count, table)));
        text.append("%,12d  rows of the target would change in all".formatted(sum(changing)));
        if (!inPart.isEmpty()) {
            text.append(
                    "; of these only the first %,d were compared: %s".formatted(COMPARED, String.join(", ", inPart)));
        }
        return text.toString();
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
