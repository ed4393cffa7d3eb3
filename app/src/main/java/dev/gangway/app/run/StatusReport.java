package dev.gangway.app.run;

import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.Json;
import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.StageConfig;
import dev.gangway.core.config.StepConfig;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.LedgerEntry;
import dev.gangway.mysql.state.LedgerStore;
import dev.gangway.mysql.state.ResetState;
import dev.gangway.mysql.state.RunStore;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.StartPointStore;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the state on the target says about a migration, worst news first. Reads only. */
public final class StatusReport {

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final List<String> worst = new ArrayList<>();
    private boolean parked;

    private StatusReport(MigrationConfig config) {
        facts.put("sourceId", config.sourceId());
    }

    /** Reads the state; a migration that was never started has a report too. */
    public static StatusReport read(MigrationConfig config) {
        var report = new StatusReport(config);
        StateSchema state = Databases.of(config).state();
        if (!state.exists()) {
            report.worst.add("nothing was run yet: start with gangway run --config " + config.file());
            return report;
        }
        if (new ResetState(state).pending().isPresent()) {
            report.worst.add("a reset was broken off: gangway reset --config " + config.file()
                    + " finishes it, and so does the next gangway settings or data");
        }
        report.stages(config, new RunStore(state));
        report.facts.put(
                "startPoint",
                new StartPointStore(state)
                        .find()
                        .map(point -> (point.capture() + " " + point.file() + " " + point.offset()).strip())
                        .orElse("none"));
        try (Connection connection = state.target().open()) {
            report.stream(connection, state);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, state.target().config(), "reading the state");
        }
        return report;
    }

    private void stages(MigrationConfig config, RunStore runs) {
        Map<String, Object> modes = new LinkedHashMap<>();
        for (Mode mode : List.of(Mode.SETTINGS, Mode.DATA)) {
            Map<String, Object> steps = new LinkedHashMap<>();
            for (StepConfig step : config.steps(mode)) {
                List<String> open = step.stages().values().stream()
                        .map(StageConfig::stage)
                        .map(stage -> stage.name().toLowerCase(Locale.ROOT))
                        .filter(stage -> !runs.isFinished(mode.word(), step.title(), stage))
                        .toList();
                steps.put(step.title(), open.isEmpty() ? "done" : "open: " + String.join(", ", open));
            }
            modes.put(mode.word(), steps);
            long open = steps.values().stream().filter(s -> !s.equals("done")).count();
            if (open > 0) {
                worst.add("%s mode: %d of %d steps are not finished".formatted(mode.word(), open, steps.size()));
            }
        }
        facts.put("modes", modes);
    }

    private void stream(Connection connection, StateSchema state) throws SQLException {
        var ledger = new LedgerStore(state);
        long captured = ledger.captured(connection).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        LedgerEntry sum = StreamTotals.sum(ledger.totals(connection));
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("captured", captured);
        counts.put("applied", sum.applied());
        counts.put("coalesced", sum.coalesced());
        counts.put("filtered", sum.filtered());
        counts.put("parked", sum.parked());
        facts.put("changes", counts);
        new SinkStateStore(state).watermark(connection).ifPresent(mark -> {
            facts.put("position", mark.position().toString());
            facts.put("atCut", mark.complete());
            facts.put(
                    "sourceTime",
                    java.time.Instant.ofEpochMilli(mark.sourceMicros() / 1000).toString());
        });
        long rows = ledger.countParked(connection, CopiedRows.POSITION_OF_PARKED).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (rows > 0) {
            parked = true;
            facts.put("parkedByLoad", rows);
            worst.add(0, rows + " rows of the load are parked and need a person: gangway losses lists their tables");
        }
        if (sum.parked() > 0) {
            parked = true;
            worst.add(0, sum.parked() + " changes are parked and need a person");
        }
        if (captured > sum.total()) {
            worst.add((captured - sum.total()) + " captured changes are not in the target yet");
        }
    }

    public boolean hasParked() {
        return parked;
    }

    public String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("attention", worst);
        all.putAll(facts);
        return Json.of(all);
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        worst.forEach(line -> text.append("! ").append(line).append('\n'));
        facts.forEach((name, value) -> append(text, name, value, ""));
        return text.toString().stripTrailing();
    }

    private static void append(StringBuilder text, String name, Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            text.append(indent).append(name).append(":\n");
            map.forEach((key, inner) -> append(text, String.valueOf(key), inner, indent + "  "));
        } else {
            text.append(indent).append(name).append(": ").append(value).append('\n');
        }
    }
}
