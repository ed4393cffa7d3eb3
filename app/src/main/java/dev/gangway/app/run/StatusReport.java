package dev.gangway.app.run;

import dev.gangway.app.command.ExitCode;
import dev.gangway.app.fence.LeftFence;
import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.Json;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.Stage;
import dev.gangway.core.config.StageConfig;
import dev.gangway.core.config.StepConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.error.Recovery;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.ParkedKind;
import dev.gangway.mysql.state.ResetState;
import dev.gangway.mysql.state.RunStore;
import dev.gangway.mysql.state.SinkStateStore;
import dev.gangway.mysql.state.StartPointStore;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.state.StreamLock;
import dev.gangway.mysql.state.StreamProcess;
import dev.gangway.mysql.state.StreamProcesses;
import dev.gangway.mysql.state.Wanted;
import dev.gangway.mysql.state.WantedState;
import dev.gangway.mysql.state.WantedStateStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the state on the target says about a migration, worst news first. Reads only. */
public final class StatusReport {

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final List<String> worst = new ArrayList<>();
    private int exitCode = ExitCode.DONE;
    private Wanted wanted = Wanted.RUN;
    private String writes = ShopWriter.MAGENTO_1;
    private String target = "nothing was carried yet";
    private long parked;
    private boolean balanced = true;
    private Optional<LiveStatus> shared = Optional.empty();

    private StatusReport(MigrationConfig config) {
        facts.put("sourceId", config.sourceId());
    }

    /**
     * Reads the state, and what a stream on this machine says of itself; a migration that was never started has a report too.
     *
     * @throws MigrationException when the state cannot be read and no stream runs here that could say more
     */
    public static StatusReport read(MigrationConfig config) {
        var report = new StatusReport(config);
        long now = System.currentTimeMillis();
        Optional<LiveStatus> live = LiveStatus.read(LiveStatus.file(config), now);
        try {
            report.state(config);
        } catch (MigrationException e) {
            if (live.isEmpty() || !e.code().isRetriable()) {
                throw e;
            }
            report.worst.add(e.getMessage() + " [" + e.code() + "]");
            report.exitCode = ExitCode.FAILED;
        }
        Optional<LiveStatus> told = live.or(() -> report.shared);
        told.ifPresent(status -> {
            report.facts.put("stream", status.facts());
            report.worst.addAll(status.attention(now));
        });
        report.conclude(config, told);
        return report;
    }

    /** The state in a sentence, from what was read. */
    private void conclude(MigrationConfig config, Optional<LiveStatus> live) {
        var sentence = new StateSentence(
                wanted,
                live.flatMap(status -> status.firstWait(Recovery.NEEDS_PERSON)),
                live.flatMap(status -> status.firstWait(Recovery.RESUMES_BY_ITSELF)),
                writes,
                live.map(status -> StateSentence.behind(status.lag(), status.delayMs()))
                        .orElse(target),
                parked,
                balanced);
        facts.put("sentence", sentence.text());
        Map<String, Object> next = new LinkedHashMap<>();
        next.put("text", sentence.next(config).text());
        next.put("command", sentence.next(config).command());
        facts.put("next", next);
    }

    private void state(MigrationConfig config) {
        Databases databases = Databases.of(config);
        StateSchema state = databases.state();
        if (!state.exists()) {
            worst.add("nothing was run yet: start with gangway run --config " + config.file());
            return;
        }
        if (new ResetState(state).pending().isPresent()) {
            worst.add("a reset was broken off: gangway reset --config " + config.file()
                    + " finishes it, and so does the next gangway settings or data");
        }
        this.wanted = new WantedStateStore(state).read();
        wanted(config);
        writes = ShopWriter.of(state);
        LeftFence.find(databases)
                .ifPresent(left -> worst.add(left.text() + ": gangway cutover --config " + config.file()
                        + " --back-out lifts it, and so does a running stream"));
        stages(config, new RunStore(state));
        facts.put(
                "startPoint",
                new StartPointStore(state)
                        .find()
                        .map(point -> (point.capture() + " " + point.file() + " " + point.offset()).strip())
                        .orElse("none"));
        processes(state);
        ledger(LedgerView.read(state), config);
        try (Connection connection = state.target().open()) {
            watermark(connection, state);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, state.target().config(), "reading the state");
        }
    }

    /** Of a stream in several processes: each of them, and what they tell together. */
    private void processes(StateSchema state) {
        Map<String, Object> all = new LinkedHashMap<>();
        List<StreamProcess> known = new StreamProcesses(state).all();
        for (StreamProcess process : known) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("role", process.role());
            one.put("host", process.host());
            one.put("pid", process.pid());
            one.put("state", process.lives() ? process.state() : "GONE");
            one.put("heartbeatAgeMs", process.ageMs());
            all.put(process.text(), one);
        }
        if (!all.isEmpty()) {
            facts.put("processes", all);
        }
        shared = SharedStream.told(state, known);
    }

    private void wanted(MigrationConfig config) {
        facts.put("wanted", wanted.text());
        if (wanted.state() == WantedState.PAUSE) {
            worst.add("the stream is " + wanted.text() + "; gangway resume --config " + config.file() + " goes on");
        }
    }

    private void stages(MigrationConfig config, RunStore runs) {
        Map<String, Object> modes = new LinkedHashMap<>();
        for (Mode mode : List.of(Mode.SETTINGS, Mode.DATA)) {
            Map<String, Object> steps = new LinkedHashMap<>();
            var toWrite = new ArrayList<String>();
            var toCheck = new ArrayList<String>();
            for (StepConfig step : config.steps(mode)) {
                List<String> open = open(mode, step, runs);
                steps.put(step.title(), open.isEmpty() ? "done" : "open: " + String.join(", ", open));
                if (open.contains(Stage.DATA.word())) {
                    toWrite.add(step.title());
                } else if (!open.isEmpty()) {
                    toCheck.add(step.title() + " (" + String.join(", ", open) + ")");
                }
            }
            modes.put(mode.word(), steps);
            String again = ": gangway " + mode.word() + " --config " + config.file() + " ";
            if (!toWrite.isEmpty()) {
                worst.add("%s mode: %d of %d steps are not finished%sgoes on"
                        .formatted(mode.word(), toWrite.size(), steps.size(), again));
            }
            if (!toCheck.isEmpty()) {
                worst.add("%s mode: not every check has passed: %s%schecks again"
                        .formatted(mode.word(), String.join(", ", toCheck), again));
            }
        }
        facts.put("modes", modes);
    }

    private static List<String> open(Mode mode, StepConfig step, RunStore runs) {
        return step.stages().values().stream()
                .map(StageConfig::stage)
                .map(Stage::word)
                .filter(stage -> !runs.isFinished(mode.word(), step.title(), stage))
                .toList();
    }

    private void ledger(LedgerView ledger, MigrationConfig config) {
        parked = ledger.kinds().stream().mapToLong(ParkedKind::rows).sum();
        balanced = ledger.isBalanced();
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("captured", ledger.captured());
        counts.put("applied", ledger.outcome().applied());
        counts.put("coalesced", ledger.outcome().coalesced());
        counts.put("filtered", ledger.outcome().filtered());
        counts.put("parked", ledger.outcome().parked());
        counts.put("waiting", ledger.waiting());
        counts.put("displaced", ledger.displaced());
        counts.put("balanced", ledger.isBalanced());
        facts.put("changes", counts);
        if (ledger.parkedByLoad() > 0) {
            exitCode = ExitCode.PARKED;
            facts.put("parkedByLoad", ledger.parkedByLoad());
            worst.add(
                    0,
                    ledger.parkedByLoad()
                            + " rows of the load are parked and need a person: gangway parked list shows them");
        }
        if (ledger.hasParkedByStream()) {
            exitCode = ExitCode.PARKED;
            ledger.kinds().stream()
                    .filter(kind -> !kind.byLoad())
                    .forEach(kind -> worst.add(0, attention(kind, config)));
        }
        if (!ledger.isBalanced()) {
            exitCode = ExitCode.FAILED;
            worst.add(0, ledger.alarm() + " [" + ErrorCode.LEDGER_UNBALANCED + "]");
        }
    }

    private static String attention(ParkedKind kind, MigrationConfig config) {
        String what = kind.isDisplaced()
                ? "%,d rows of %s are displaced by newer rows".formatted(kind.rows(), kind.place())
                : kind.place().isEmpty()
                        ? "%,d records are unreadable and parked".formatted(kind.rows())
                        : "%,d changes of %s are parked".formatted(kind.rows(), kind.place());
        boolean follows = kind.code().equals(ErrorCode.JOINED.name());
        return "%s and %s: %s [%s]; gangway parked list --config %s"
                .formatted(
                        what,
                        follows ? "follow what they wait for" : "need a person",
                        kind.reason(),
                        kind.code(),
                        config.file());
    }

    private void watermark(Connection connection, StateSchema state) throws SQLException {
        new SinkStateStore(state).watermark(connection).ifPresent(mark -> {
            String until = Instant.ofEpochMilli(mark.sourceMicros() / 1000).toString();
            target = "has all up to " + until + (StreamLock.isTaken(state) ? "" : ", and no stream runs");
            facts.put("position", mark.position().toString());
            facts.put("atCut", mark.complete());
            facts.put("sourceTime", until);
        });
    }

    /** 3 when something is parked, 1 when the ledger does not balance or the target does not answer. */
    public int exitCode() {
        return exitCode;
    }

    public String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("attention", worst);
        all.putAll(facts);
        return Json.of(all);
    }

    /**
     * What needs attention, the worst first, and the state in a sentence.
     *
     * @param more all that is known of each part, too
     */
    public String text(boolean more) {
        StringBuilder text = new StringBuilder();
        worst.forEach(line -> text.append("! ").append(line).append('\n'));
        text.append(facts.get("sentence")).append('\n');
        if (more) {
            facts.forEach((name, value) -> append(text, name, value, ""));
        }
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
