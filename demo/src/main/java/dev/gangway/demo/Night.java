package dev.gangway.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.run.LedgerView;
import dev.gangway.app.run.RunFolder;
import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.demo.Commands.Outcome;
import dev.gangway.demo.NightResult.Scene;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.find.Kind;
import dev.gangway.proof.run.DiffResult;
import dev.gangway.proof.store.DiffStore;
import dev.gangway.testkit.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The night of the switch on servers of its own, by the product's own commands: load, use, compare, mend, rehearse, switch while the
 * shop is used, find what came too late, clean up. Ends at the first thing that does not hold. One thread; used once.
 */
final class Night {
    private static final long SEED = 20_262;
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int ATTEMPTS = 6;
    private static final String LATE = "written too late";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Demo.Settings settings;
    private final DemoProgress progress;
    private final List<Scene> scenes = new ArrayList<>();
    private long rehearsedMs = -1;
    private long fencedMs = -1;

    Night(Demo.Settings settings, DemoProgress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** What one scene shows. */
    @FunctionalInterface
    private interface Play {
        /** What a person wants to know of it. */
        String play();
    }

    /** Something is not as it must be; the night ends. */
    private static final class Fails extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fails(String message) {
            super(message);
        }
    }

    NightResult run(DemoServers servers, Path folder) {
        progress.phase("Loading the sample shop");
        Demo.loadShop(servers, settings.size(), SEED);
        Path file = NightConfig.write(servers, settings.capture(), folder);
        MigrationConfig config = NightConfig.read(file);
        RunFolder.delete(config); // what a killed demonstration has left
        StateSchema state = Databases.of(config).state();
        try (var commands = new Commands(file);
                var shop = new OldShop(servers.source(), SEED)) {
            play(commands, shop, servers, state);
        } catch (Fails e) {
            progress.phase(
                    "The night ends here: " + scenes.get(scenes.size() - 1).name());
        }
        progress.clear();
        return new NightResult(Demo.title(settings), scenes, rehearsedMs, fencedMs, progress.elapsed());
    }

    private void play(Commands commands, OldShop shop, DemoServers servers, StateSchema state) {
        scene("Load", () -> load(commands));
        scene("Stream", () -> stream(commands));
        scene("Shop in use", () -> use(shop));
        scene("Planted differences", () -> findPlanted(commands, servers, state));
        scene("Repair", () -> repair(commands, state));
        scene("Rehearsal under load", () -> rehearse(commands, shop));
        scene("Switch under load", () -> switchOver(commands, shop));
        scene("Late write found", () -> findLate(commands, servers.source()));
        scene("Late write carried", () -> carryLate(commands, servers.target()));
        scene("Proof", () -> prove(commands, state));
        scene("Cleanup", () -> cleanUp(commands));
    }

    private void scene(String name, Play play) {
        progress.phase(name);
        long start = System.nanoTime();
        String text = "";
        boolean holds = false;
        try {
            text = play.play();
            holds = true;
        } catch (Fails e) {
            text = String.valueOf(e.getMessage());
            throw e;
        } finally {
            scenes.add(new Scene(name, holds, text, Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    private static Outcome expect(Outcome outcome, int exitCode, String what) {
        if (outcome.exitCode() != exitCode) {
            throw new Fails("%s ended with %d instead of %d:%n%s%s"
                    .formatted(what, outcome.exitCode(), exitCode, outcome.said(), outcome.result()));
        }
        return outcome;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Fails(otherwise);
        }
    }

    private static String load(Commands commands) {
        expect(commands.run("settings"), ExitCode.DONE, "gangway settings");
        expect(commands.run("data", "--auto"), ExitCode.DONE, "gangway data");
        return "settings and data";
    }

    private String stream(Commands commands) {
        commands.startStream();
        await(() -> isLevel(commands), "the stream to begin", commands);
        return "gangway delta carries changes";
    }

    private static boolean isLevel(Commands commands) {
        return commands.run("status", "--more").result().contains("atCut: true");
    }

    private String use(OldShop shop) {
        try (Workload workload = shop.open()) {
            workload.start();
            long end = System.nanoTime() + settings.live().toNanos();
            while (System.nanoTime() < end) {
                pause();
                progress.update("%,d transactions".formatted(workload.counts().committed()));
            }
            return "%,d transactions of %d kinds while changes are carried"
                    .formatted(
                            workload.stop().committed(),
                            workload.counts().byAction().size());
        }
    }

    private static String findPlanted(Commands commands, DemoServers servers, StateSchema state) {
        expect(commands.run("diff"), ExitCode.DONE, "gangway diff before anything is planted");
        var expected = new TreeSet<>(new PlantedRows(servers.target(), DemoConfig.TARGET).plant());
        expect(commands.run("diff"), ExitCode.DIFFERENCES, "gangway diff of planted differences");
        var found = new TreeSet<>(told(last(state)));
        require(found.equals(expected), "planted were\n" + lines(expected) + "\nfound were\n" + lines(found));
        return "%d in ten tables, each found with its class and columns:%n%s".formatted(found.size(), lines(found));
    }

    private static String lines(Iterable<String> lines) {
        return String.join("\n", lines);
    }

    private static DiffResult last(StateSchema state) {
        var store = new DiffStore(state);
        return DiffResult.read(store, store.find(null).orElseThrow());
    }

    private static List<String> told(DiffResult result) {
        return result.findings().stream()
                .map(stored -> stored.finding())
                .filter(finding -> finding.kind() != Kind.DEVIATION)
                .map(Finding::toString)
                .toList();
    }

    private static String repair(Commands commands, StateSchema state) {
        expect(commands.run("repair", "--yes"), ExitCode.DONE, "gangway repair");
        expect(commands.run("diff"), ExitCode.DONE, "gangway diff after the repair");
        return "all are mended: %,d rows compared, no difference"
                .formatted(last(state).rows());
    }

    private String rehearse(Commands commands, OldShop shop) {
        try (Workload workload = shop.open()) {
            workload.start();
            Outcome outcome = cutover(commands, "--rehearse");
            rehearsedMs = facts(outcome).path("fencedMs").asLong(-1);
            long refused = workload.counts().conflicts();
            long sold = workload.counts().committed();
            await(() -> workload.counts().committed() > sold, "the shop to sell again", commands);
            workload.stop();
            return "writes were kept out for %,d ms, %,d were refused meanwhile, and then it sold again"
                    .formatted(rehearsedMs, refused);
        }
    }

    private String switchOver(Commands commands, OldShop shop) {
        try (Workload workload = shop.open()) {
            workload.start();
            Outcome outcome = cutover(commands);
            JsonNode facts = facts(outcome);
            fencedMs = facts.path("fencedMs").asLong(-1);
            long sold = workload.counts().committed();
            pause();
            workload.stop();
            require(workload.counts().committed() == sold, "the source still sells after the switch");
            expect(commands.run("cutover", "--status"), ExitCode.DONE, "gangway cutover --status");
            return "%,d ms from the fence to the switch at %s; %s tables and derivations compared behind the fence"
                    .formatted(
                            fencedMs,
                            facts.path("position").asText(),
                            facts.path("comparedBehindFence").asText());
        }
    }

    /** A machine that cannot keep up is refused before anything is fenced, and tried again, as a person would. */
    private Outcome cutover(Commands commands, String... how) {
        var words = new ArrayList<>(List.of("cutover", "--json"));
        words.addAll(List.of(how));
        Outcome outcome = commands.run(words.toArray(String[]::new));
        for (int attempt = 1; attempt < ATTEMPTS && outcome.said().contains("nothing was fenced"); attempt++) {
            progress.update("refused, tried again: the target is behind");
            pause();
            outcome = commands.run(words.toArray(String[]::new));
        }
        return expect(outcome, ExitCode.DONE, "gangway " + String.join(" ", words));
    }

    private static JsonNode facts(Outcome outcome) {
        try {
            return JSON.readTree(outcome.result());
        } catch (JsonProcessingException e) {
            throw new Fails("The report is no JSON: " + outcome.result());
        }
    }

    /** An administrator passes the fence. */
    private static String findLate(Commands commands, DatabaseServer source) {
        source.executeIn(DemoConfig.SOURCE, "UPDATE cms_page SET title = '" + LATE + "' WHERE page_id = 1");
        Outcome status = expect(commands.run("cutover", "--status"), ExitCode.DIFFERENCES, "gangway cutover --status");
        require(status.said().contains("written too late: cms_page"), status.said());
        return "an administrator passed the fence: named with its table, and kept from the new shop";
    }

    private String carryLate(Commands commands, DatabaseServer target) {
        expect(commands.run("resume"), ExitCode.DONE, "gangway resume");
        await(
                () -> LATE.equals(String.valueOf(
                        target.query("SELECT title FROM " + DemoConfig.TARGET + ".cms_page WHERE page_id = 1")
                                .get(0)
                                .get(0))),
                "the late write to arrive",
                commands);
        return "after gangway resume it is in the new shop";
    }

    private static String prove(Commands commands, StateSchema state) {
        expect(commands.run("diff"), ExitCode.DONE, "the last gangway diff");
        DiffResult result = last(state);
        expect(commands.stopStream(), ExitCode.DONE, "gangway delta");
        LedgerView ledger = LedgerView.read(state);
        require(ledger.isBalanced(), "the ledger does not balance: " + ledger.line());
        return "%,d rows in %d tables compared through the plan, no difference%n%s"
                .formatted(result.rows(), result.tables().size(), ledger.line());
    }

    private static String cleanUp(Commands commands) {
        expect(commands.run("cleanup", "--yes"), ExitCode.DONE, "gangway cleanup");
        Outcome again = expect(commands.run("cleanup"), ExitCode.DONE, "gangway cleanup once more");
        require(again.said().contains("Nothing to clean up"), again.said());
        return "nothing of it is left in source, target and Kafka";
    }

    private void await(BooleanSupplier condition, String what, Commands commands) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            require(!commands.isStreamOver(), "the stream ended by itself");
            require(System.nanoTime() < end, "no end of waiting for " + what);
            pause();
        }
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The demo was interrupted", e);
        }
    }
}
