package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.app.command.ExitCode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From wherever changes are read again: the target ends as after a run that nothing has disturbed, or as the rules are now. */
class ReplayIT {
    /** Not the source's server: capture would have to read past all that is written to the targets. */
    private static final DatabaseServer TARGETS = Servers.mysql80();

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int POINTS = 3;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private CommandShop shop;

    @Test
    void leadsToTheUndisturbedTargetFromAnyPointAndToTheRulesOfToday() throws Exception {
        try (var made = new CommandShop(folder, "binlog", TARGETS).withSharedKafka()) {
            shop = made;
            String target = loaded();
            String undisturbed;
            try (var delta = new RunningDelta(shop.file(target).toString())) {
                awaitStream(target);
                List<String> points = changeInRounds();
                awaitTitle(target, POINTS);
                undisturbed = loaded();
                for (int point = 0; point < POINTS; point++) {
                    previewsAndReplays(target, point, points.get(point));
                    assertThat(shop.differences(undisturbed, target))
                            .as("from " + points.get(point))
                            .isEmpty();
                }
                refusesWhatTheTopicsNoLongerHold(target);
                watchesWhatChanges(target);
            }
            carriesAMendedRule(target);
        }
    }

    private void previewsAndReplays(String target, int point, String from) throws Exception {
        damage(target, point);
        assertThat(shop.run(target, "replay", "--from", from, "--preview"))
                .as(shop.said())
                .isEqualTo(ExitCode.DONE);
        assertThat(shop.result()).contains("cms_page", "sales_order", "would change");

        assertThat(shop.run(target, "replay", "--from", from)).as(shop.said()).isEqualTo(ExitCode.DONE);
    }

    /** Each round changes rows of its own; returns a point before each. */
    private List<String> changeInRounds() {
        var points = new ArrayList<>(List.of("earliest"));
        for (int round = 1; round <= POINTS; round++) {
            if (round > 1) {
                points.add(Instant.now().toString());
            }
            CommandShop.SERVER.executeIn(
                    shop.source,
                    "UPDATE cms_page SET title = 'round " + round + "' WHERE page_id = " + round,
                    "UPDATE sales_flat_order SET status = 'round " + round + "' WHERE entity_id % 20 = " + round);
        }
        return points;
    }

    /** What was changed since a point is lost on the target. */
    private void damage(String target, int point) {
        String rounds = IntStream.rangeClosed(point + 1, POINTS)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
        TARGETS.executeIn(
                target,
                "SET foreign_key_checks = 0",
                "UPDATE cms_page SET title = 'damaged' WHERE page_id IN (" + rounds + ")",
                "DELETE FROM sales_order WHERE entity_id % 20 IN (" + rounds + ")");
    }

    private void refusesWhatTheTopicsNoLongerHold(String target) throws Exception {
        assertThat(shop.run(
                        target, "replay", "--from", "gangway." + target.replace('_', '-') + ".changes.cms:0:999999"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(shop.said()).contains("ends before offset 999999");
    }

    /** The target's own trigger makes a wrong row of every change. */
    private void watchesWhatChanges(String target) throws Exception {
        TARGETS.executeIn(
                target,
                "CREATE TRIGGER wrong BEFORE UPDATE ON cms_page FOR EACH ROW"
                        + " SET NEW.title = IF(NEW.page_id = 3, 'wrong', NEW.title)");
        var change = CompletableFuture.runAsync(() -> {
            await().atMost(LIMIT).until(() -> shop.said().contains("Comparing what changes"));
            CommandShop.SERVER.executeIn(shop.source, "UPDATE cms_page SET title = 'watched' WHERE page_id IN (2, 3)");
        });
        int watched = shop.run(target, "diff", "watch", "--seconds", "10");
        change.get();
        TARGETS.executeIn(target, "DROP TRIGGER wrong");

        assertThat(watched).as(shop.said()).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(shop.said()).contains("! changed cms_page page_id=3 [title]").doesNotContain("page_id=2");
        assertThat(shop.run(target, "backfill", "--table", "cms_page")).isEqualTo(ExitCode.DONE);
    }

    private void carriesAMendedRule(String target) throws Exception {
        Path rules = mendedRules();
        shop.edit(text -> text.replace("</options>", "<map_overlay>" + rules + "</map_overlay></options>"));
        assertThat(shop.run(target, "delta", "--until-drained")).isEqualTo(ExitCode.USAGE);
        assertThat(shop.said()).contains("[PLAN_CHANGED]");
        assertThat(shop.run(target, "accept", "--yes")).as(shop.said()).isEqualTo(ExitCode.DONE);
        try (var delta = new RunningDelta(shop.file(target).toString())) {
            awaitStream(target);
            assertThat(shop.run(target, "replay", "--from", "earliest"))
                    .as(shop.said())
                    .isEqualTo(ExitCode.DONE);
            assertThat(shop.run(target, "backfill", "--table", "cms_page"))
                    .as(shop.said())
                    .isEqualTo(ExitCode.DONE);
        }
        assertThat(shop.differences(loaded(), target)).isEmpty();
        assertThat(TARGETS.query("SELECT DISTINCT meta_keywords FROM " + target + ".cms_page"))
                .containsExactly(List.of("mended"));
    }

    /** The same rules and one more. */
    private Path mendedRules() throws Exception {
        return Files.writeString(folder.resolve("mended-map.xml"), """
                <map><source><field_rules><transform>
                    <field>cms_page.meta_keywords</field>
                    <handler class="\\Migration\\Handler\\SetValue"><param name="value" value="mended"/></handler>
                </transform></field_rules></source><destination/></map>
                """);
    }

    private String loaded() throws Exception {
        String target = shop.newTarget();
        assertThat(shop.run(target, "settings")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
        return target;
    }

    private void awaitStream(String target) {
        await().atMost(LIMIT).until(() -> {
            shop.run(target, "status", "--more");
            return shop.result().contains("atCut: true");
        });
    }

    private void awaitTitle(String target, int page) {
        await().atMost(LIMIT)
                .until(() -> TARGETS.query("SELECT title FROM " + target + ".cms_page WHERE page_id = " + page)
                        .equals(List.of(List.of("round " + page))));
    }
}
