package dev.gangway.app.run;

import dev.gangway.app.command.Console;
import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.Json;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.LedgerStore;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.state.LossStore.Listed;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which values were changed and which rows left out on the way into the target, per table and column, by the load and by the
 * stream. Shows keys of rows, never values.
 */
public final class LossReport {
    private static final int KEYS = 20;

    private final MigrationConfig config;
    private final List<Listed> losses;
    private final Map<String, Long> parked;
    private final boolean showsKeys;

    private LossReport(MigrationConfig config, List<Listed> losses, Map<String, Long> parked, boolean showsKeys) {
        this.config = config;
        this.losses = List.copyOf(losses);
        this.parked = new TreeMap<>(parked);
        this.showsKeys = showsKeys;
    }

    /** Reads what was counted so far; keys of rows are shown for one table. */
    public static LossReport read(MigrationConfig config, Optional<String> table) {
        StateSchema state = Databases.of(config).state();
        if (!state.exists()) {
            return new LossReport(config, List.of(), Map.of(), table.isPresent());
        }
        state.open();
        List<Listed> listed = new LossStore(state)
                .list(KEYS).stream()
                        .filter(loss -> table.isEmpty()
                                || table.get().equals(loss.entry().table()))
                        .toList();
        Map<String, Long> parked = parked(state);
        table.ifPresent(name -> parked.keySet().retainAll(Set.of(name)));
        return new LossReport(config, listed, parked, table.isPresent());
    }

    private static Map<String, Long> parked(StateSchema state) {
        try (Connection connection = state.target().open()) {
            return new LedgerStore(state).countParked(connection);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, state.target().config(), "reading parked rows");
        }
    }

    /** One line of totals for the end of a run, with how to see more; nothing when nothing was lost. */
    public void tellTotals(Console console) {
        if (losses.isEmpty()) {
            return;
        }
        long tables =
                losses.stream().map(loss -> loss.entry().table()).distinct().count();
        long count =
                losses.stream().mapToLong(loss -> loss.entry().occurrences()).sum();
        console.say(
                "changed or left out on the way: %,d values or rows of %,d tables; to list them: gangway losses --config %s"
                        .formatted(count, tables, config.file()));
    }

    public String text() {
        if (losses.isEmpty() && parked.isEmpty()) {
            return "Nothing was changed or left out on the way into the target.";
        }
        var lines = new ArrayList<String>();
        for (Listed loss : losses) {
            var entry = loss.entry();
            String place = entry.column().isEmpty() ? entry.table() : entry.table() + "." + entry.column();
            lines.add("%,9d  %s: %s (%s mode)"
                    .formatted(entry.occurrences(), place, describe(entry.reason()), loss.mode()));
            if (showsKeys) {
                loss.keys().forEach(key -> lines.add("           " + key));
                if (!loss.keys().isEmpty() && loss.keys().size() < entry.occurrences()) {
                    lines.add("           ... (no more keys are kept)");
                }
            }
        }
        parked.forEach((table, rows) -> lines.add("%,9d  %s: parked, not in the target; keys and reasons in %s.parked"
                .formatted(rows, table, state().name())));
        if (!showsKeys && !losses.isEmpty()) {
            lines.add("Keys of rows: gangway losses --config " + config.file() + " --table TABLE");
        }
        return String.join("\n", lines);
    }

    private StateSchema state() {
        return Databases.of(config).state();
    }

    public String json() {
        var list = new ArrayList<Map<String, Object>>();
        for (Listed loss : losses) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("mode", loss.mode());
            one.put("table", loss.entry().table());
            one.put("column", loss.entry().column());
            one.put("reason", loss.entry().reason());
            one.put("count", loss.entry().occurrences());
            one.put("keys", loss.keys());
            list.add(one);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("losses", list);
        all.put("parked", parked);
        return Json.of(all);
    }

    /** Kinds that the target's server tells; mappings give their reason in words. */
    private static String describe(String reason) {
        return switch (reason) {
            case "TRUNCATED" -> "cut: too long, or characters that the column's character set cannot hold";
            case "OUT_OF_RANGE" -> "set to the nearest value that the column can hold";
            case "COERCED" -> "converted: not a value of the column's type";
            case "NULL_REPLACED" -> "NULL replaced by the type's default, because the column takes none";
            case "DUPLICATE" -> "row left out: an earlier row has the same unique value";
            case "OTHER" -> "changed by the target's server";
            default -> reason;
        };
    }
}
