package dev.gangway.app.run;

import dev.gangway.app.command.Console;
import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.Json;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.state.LossStore.Listed;
import dev.gangway.mysql.state.ParkedKind;
import dev.gangway.mysql.state.ParkedRows;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which values were changed and which rows left out on the way into the target, by the load and by the stream: counted by what
 * a person would notice, then per table and column. Shows keys of rows, never values.
 */
public final class LossReport {
    private static final int KEYS = 20;

    private final MigrationConfig config;
    private final List<Listed> losses;
    private final List<Aside> parked;
    private final boolean showsKeys;

    /** Rows put aside for one reason, and keys of some of them. */
    private record Aside(ParkedKind kind, List<String> keys) {}

    private LossReport(MigrationConfig config, List<Listed> losses, List<Aside> parked, boolean showsKeys) {
        this.config = config;
        this.losses = List.copyOf(losses);
        this.parked = List.copyOf(parked);
        this.showsKeys = showsKeys;
    }

    /** Reads what was counted so far; keys of rows are shown for one table, or one area by its {@link LossArea#word()}. */
    public static LossReport read(MigrationConfig config, Optional<String> part) {
        StateSchema state = Databases.of(config).state();
        if (!state.exists()) {
            return new LossReport(config, List.of(), List.of(), part.isPresent());
        }
        state.open();
        List<Listed> listed = new LossStore(state)
                .list(KEYS).stream()
                        .filter(loss -> isPart(loss.entry().table(), LossArea.of(loss.entry()), part))
                        .toList();
        return new LossReport(config, listed, parked(state, part), part.isPresent());
    }

    private static boolean isPart(String table, LossArea area, Optional<String> part) {
        return part.isEmpty() || part.get().equals(table) || part.get().equals(area.word());
    }

    private static List<Aside> parked(StateSchema state, Optional<String> part) {
        var rows = new ParkedRows(state);
        var parked = new ArrayList<Aside>();
        try (Connection connection = state.target().open()) {
            for (ParkedKind kind : rows.kinds(connection)) {
                if (isPart(kind.place(), LossArea.of(kind.place()), part)
                        || part.filter(kind.targetTable()::equals).isPresent()) {
                    parked.add(new Aside(kind, rows.keys(connection, kind, KEYS)));
                }
            }
            return parked;
        } catch (SQLException e) {
            throw SqlErrors.translate(e, state.target().config(), "reading parked rows");
        }
    }

    /** One line of totals for the end of a run, with how to see more; nothing when nothing was lost. */
    public void tellTotals(Console console) {
        List<Listed> lost = losses.stream()
                .filter(loss -> LossArea.of(loss.entry()).isLoss())
                .toList();
        if (lost.isEmpty()) {
            return;
        }
        long tables = lost.stream().map(loss -> loss.entry().table()).distinct().count();
        String areas = totals(lost).entrySet().stream()
                .map(area -> "%s %,d".formatted(area.getKey().title(), area.getValue()))
                .collect(Collectors.joining(", "));
        console.say(
                "changed or left out on the way: %,d values or rows of %,d tables (%s); to list them: gangway losses --config %s"
                        .formatted(sum(lost), tables, areas, config.file()));
    }

    private static long sum(List<Listed> losses) {
        return losses.stream().mapToLong(loss -> loss.entry().occurrences()).sum();
    }

    private static Map<LossArea, Long> totals(List<Listed> losses) {
        var totals = new EnumMap<LossArea, Long>(LossArea.class);
        losses.forEach(
                loss -> totals.merge(LossArea.of(loss.entry()), loss.entry().occurrences(), Long::sum));
        return totals;
    }

    public String text() {
        if (losses.isEmpty() && parked.isEmpty()) {
            return "Nothing was changed or left out on the way into the target.";
        }
        var lines = new ArrayList<String>();
        Map<LossArea, Long> totals = totals(losses);
        for (LossArea area : areas()) {
            lines.add("%,9d  %s".formatted(totals.getOrDefault(area, 0L), area.title()));
        }
        for (LossArea area : areas()) {
            lines.add("");
            lines.add(capital(area.title()) + " (" + area.word() + ")");
            details(area, lines);
        }
        if (!showsKeys) {
            lines.add("");
            lines.add("Keys of rows: gangway losses --config " + config.file() + " --table TABLE, or --area AREA");
        }
        return String.join("\n", lines);
    }

    private static String capital(String title) {
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    /** Areas that have something to tell: losses first, then what is none. */
    private List<LossArea> areas() {
        var areas = EnumSet.noneOf(LossArea.class);
        losses.forEach(loss -> areas.add(LossArea.of(loss.entry())));
        parked.forEach(aside -> areas.add(LossArea.of(aside.kind().place())));
        return areas.stream()
                .sorted(Comparator.comparing((LossArea area) -> !area.isLoss()).thenComparing(area -> area))
                .toList();
    }

    private void details(LossArea area, List<String> lines) {
        for (Listed loss : losses) {
            var entry = loss.entry();
            if (LossArea.of(entry) != area) {
                continue;
            }
            String place = entry.column().isEmpty() ? entry.table() : entry.table() + "." + entry.column();
            lines.add("%,9d  %s: %s (%s)"
                    .formatted(entry.occurrences(), place, describe(entry.reason()), counted(loss.mode())));
            if (showsKeys) {
                loss.keys().forEach(key -> lines.add("           " + key));
                if (!loss.keys().isEmpty() && loss.keys().size() < entry.occurrences()) {
                    lines.add("           ... (no more keys are kept)");
                }
            }
        }
        parked.stream()
                .filter(aside -> LossArea.of(aside.kind().place()) == area)
                .forEach(aside -> details(aside, lines));
    }

    /** A load sees each row once, a stream as often as it changes. */
    private static String counted(String mode) {
        return mode.equals(Mode.DELTA.word()) ? mode + " mode, each time a row came" : mode + " mode";
    }

    private void details(Aside aside, List<String> lines) {
        lines.add("%,9d  %s".formatted(aside.kind().rows(), describe(aside.kind())));
        if (showsKeys) {
            aside.keys().forEach(key -> lines.add("           " + key));
            if (aside.keys().size() < aside.kind().rows()) {
                lines.add("           ... (all of them: table " + state().name() + ".parked)");
            }
        }
    }

    private static String describe(ParkedKind kind) {
        String how = kind.isDisplaced() ? "displaced, not in the target: " : "parked, not in the target: ";
        String place = kind.place().isEmpty() ? "records of topics" : kind.place();
        return place + ": " + how + kind.reason() + " [" + kind.code() + "]";
    }

    private StateSchema state() {
        return Databases.of(config).state();
    }

    public String json() {
        var list = new ArrayList<Map<String, Object>>();
        for (Listed loss : losses) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("area", LossArea.of(loss.entry()).word());
            one.put("mode", loss.mode());
            one.put("table", loss.entry().table());
            one.put("column", loss.entry().column());
            one.put("reason", loss.entry().reason());
            one.put("count", loss.entry().occurrences());
            one.put("keys", loss.keys());
            list.add(one);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        Map<String, Object> areas = new LinkedHashMap<>();
        totals(losses).forEach((area, count) -> areas.put(area.word(), count));
        all.put("areas", areas);
        all.put("losses", list);
        all.put("parked", parked.stream().map(LossReport::facts).toList());
        return Json.of(all);
    }

    private static Map<String, Object> facts(Aside aside) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("table", aside.kind().table());
        one.put("targetTable", aside.kind().targetTable());
        one.put("code", aside.kind().code());
        one.put("reason", aside.kind().reason());
        one.put("displaced", aside.kind().isDisplaced());
        one.put("count", aside.kind().rows());
        one.put("keys", aside.keys());
        return one;
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
