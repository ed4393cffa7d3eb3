package dev.gangway.app.command;

import dev.gangway.app.wiring.Json;
import dev.gangway.core.config.upgrade.Change;
import dev.gangway.core.problem.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code gangway config upgrade} changed, for people and for scripts; never a value of the configuration. */
record UpgradeReport(
        Path file,
        List<Change> changes,
        List<Problem> mistakes,
        @Nullable Path written,
        Optional<Path> backup) {

    String text() {
        if (changes.isEmpty()) {
            return file + " is up to date" + (written == null ? "" : "; copied to " + written);
        }
        int what = widest(changes.stream().map(Change::what).toList());
        int now = widest(changes.stream().map(UpgradeReport::now).toList());
        String row = "%5s  %-9s  %-" + what + "s  %-" + now + "s  %s";
        String head = row.formatted("line", "change", "what", "now", "");
        String rows = changes.stream()
                .map(change ->
                        row.formatted(change.line(), change.kind().word(), change.what(), now(change), change.why()))
                .collect(Collectors.joining("\n"));
        return head.stripTrailing() + "\n" + rows + "\n" + sum();
    }

    private static String now(Change change) {
        return change.now().isEmpty() ? "-" : change.now();
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(1);
    }

    private String sum() {
        String count = "%,d %s".formatted(changes.size(), changes.size() == 1 ? "change" : "changes");
        if (written == null) {
            return count + "; nothing is written: add --out FILE or --in-place";
        }
        return count + ", written to " + written
                + backup.map(old -> "; the old file is " + old).orElse("");
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("file", file.toString());
        all.put("written", written == null ? null : written.toString());
        all.put("backup", backup.map(Path::toString).orElse(null));
        all.put("changes", changes.stream().map(UpgradeReport::facts).toList());
        all.put("mistakes", mistakes.stream().map(Problem::toString).toList());
        return Json.of(all);
    }

    private static Map<String, Object> facts(Change change) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("line", change.line());
        facts.put("change", change.kind().word());
        facts.put("what", change.what());
        facts.put("now", change.now());
        facts.put("why", change.why());
        return facts;
    }
}
