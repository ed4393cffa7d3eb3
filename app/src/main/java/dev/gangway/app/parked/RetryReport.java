package dev.gangway.app.parked;

import dev.gangway.app.wiring.Json;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.mysql.state.ParkedKey;
import dev.gangway.mysql.state.ParkedKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What a retry does, or would do, with the changes of each class. One thread. */
final class RetryReport {
    private final boolean preview;
    private final Map<List<String>, Counts> classes = new LinkedHashMap<>();
    private OptionalLong request = OptionalLong.empty();

    /** What happens to the changes of one class. */
    private static final class Counts {
        private final ParkedKind kind;
        private long asked;
        private long follow;
        private long impossible;

        Counts(ParkedKind kind) {
            this.kind = kind;
        }
    }

    RetryReport(boolean preview) {
        this.preview = preview;
    }

    void count(ParkedKey one, boolean keyless) {
        ParkedKind kind = one.kind();
        List<String> name = List.of(kind.table(), kind.targetTable(), kind.code());
        Counts counts = classes.computeIfAbsent(name, n -> new Counts(kind));
        if (one.joined()) {
            counts.follow++;
        } else if (keyless) {
            counts.impossible++;
        } else {
            counts.asked++;
        }
    }

    RetryReport of(OptionalLong number) {
        this.request = number;
        return this;
    }

    private long asked() {
        return classes.values().stream().mapToLong(counts -> counts.asked).sum();
    }

    String text(MigrationConfig config, boolean running) {
        if (classes.isEmpty()) {
            return "Nothing of this waits: gangway parked list --config " + config.file();
        }
        var out = new StringBuilder();
        classes.values().forEach(counts -> {
            line(out, counts, counts.asked, "read anew and mapped by today's rules");
            line(out, counts, counts.follow, "follow by themselves what they wait for");
            line(out, counts, counts.impossible, impossible(counts.kind));
        });
        if (preview) {
            return out.append("Nothing was done: leave --preview out to do it").toString();
        }
        if (asked() == 0) {
            return out.append("Nothing is asked for").toString();
        }
        out.append("Asked for %,d rows (request %d). ".formatted(asked(), request.orElse(0)));
        return out.append(
                        running
                                ? "The stream brings them in now: gangway parked list --config " + config.file()
                                        + " shows what is left"
                                : "No stream runs on this machine: the request waits for the next start of gangway delta")
                .toString();
    }

    private static void line(StringBuilder out, Counts counts, long number, String what) {
        if (number > 0) {
            out.append("%,7d  %s  %s: %s%n".formatted(number, counts.kind.code(), ParkedList.place(counts.kind), what));
        }
    }

    private static String impossible(ParkedKind kind) {
        return kind.isDisplaced()
                ? "cannot be asked for: they are settled when the source writes or deletes them again"
                : "cannot be asked for, their key is not known: read the table anew";
    }

    String json(boolean running) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("preview", preview);
        request.ifPresent(number -> all.put("request", number));
        all.put("streamRunning", running);
        all.put("asked", asked());
        all.put("classes", classes.values().stream().map(RetryReport::facts).toList());
        return Json.of(all);
    }

    private static Map<String, Object> facts(Counts counts) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("class", counts.kind.code());
        facts.put("table", counts.kind.table());
        facts.put("targetTable", counts.kind.targetTable());
        facts.put("asked", counts.asked);
        facts.put("follow", counts.follow);
        facts.put("impossible", counts.impossible);
        return facts;
    }
}
