package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.app.command.ExitCode;
import dev.gangway.app.fence.Deadline;
import dev.gangway.app.fence.Fence;
import dev.gangway.app.fence.Fences;
import dev.gangway.app.wiring.Databases;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.events.Topics;
import dev.gangway.mysql.state.CutoverStore;
import dev.gangway.mysql.state.StateSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The night of the switch on real servers, with a stream running and a shop that keeps selling. */
class CutoverIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Pattern FENCED = Pattern.compile("writes were kept out for ([\\d,]+) ms");
    private static final String LATE = "UPDATE cms_page SET title = 'too late' WHERE page_id = 1";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private CommandShop shop;

    @SuppressWarnings("NullAway.Init")
    private DatabaseServer source;

    @AfterEach
    void removeEverything() {
        source.execute("SET GLOBAL read_only = 0");
        shop.close();
    }

    @Test
    void rehearsesSwitchesFindsLateWritesAndLeavesNoTrace() throws Exception {
        // Given
        source = Servers.mariadb();
        String target = loaded(Servers.mysql80(), "binlog");
        try (var delta = new RunningDelta(shop.file(target).toString());
                var seller = new Seller(source, shop.source)) {
            awaitStream(target);

            // When rehearsed
            int plan = shop.run(target, "cutover", "--dry-run");
            String planned = shop.said();
            int rehearsal = shop.run(target, "cutover", "--rehearse", "--json");
            String rehearsed = shop.said();
            String facts = shop.result();

            // Then
            assertThat(plan).as(planned).isEqualTo(ExitCode.DONE);
            assertThat(planned).contains("SET GLOBAL read_only = 1", "Nothing was changed (--dry-run)");
            assertThat(rehearsal).as(rehearsed).isEqualTo(ExitCode.DONE);
            assertThat(facts).contains("\"outcome\" : \"rehearsed\"", "\"fencedMs\"");
            assertThat(fencedMs(rehearsed)).isLessThan(15_000);
            assertThat(readOnly()).isEqualTo("0");
            assertThat(seller.refused()).isPositive();
            seller.awaitAnotherSale();

            assertThat(shop.run(target, "cutover", "--rehearse", "--fence", "triggers"))
                    .as(shop.said())
                    .isEqualTo(ExitCode.DONE);
            assertThat(fenceTriggers()).isZero();
            refusesWhileATransactionIsOpen(target);

            // When switched
            int switched = shop.run(target, "cutover");
            assertThat(switched).as(shop.said()).isEqualTo(ExitCode.DONE);
            assertThat(shop.said()).contains("Switched:", "Next, on Magento 2's side");
            long sold = seller.sold();

            // Then
            assertThat(seller.tryToSell()).isEqualTo(1290);
            assertThat(seller.sold()).isEqualTo(sold);
            assertThat(titles(Servers.mysql80(), target)).isEqualTo(titles(source, shop.source));
            assertThat(shop.run(target, "cutover", "--status")).as(shop.said()).isEqualTo(ExitCode.DONE);
            assertThat(shop.said()).contains("Nothing was written to the captured tables");
            source.executeIn(shop.source, LATE);
            assertThat(shop.run(target, "cutover", "--status")).as(shop.said()).isEqualTo(ExitCode.DIFFERENCES);
            assertThat(shop.said()).contains("! written too late: cms_page, 1 changes");
            assertThat(shop.run(target, "cleanup", "--yes")).isEqualTo(ExitCode.USAGE);
            assertThat(shop.said()).contains("[STATE_LOCKED]");
        }
        cleansUp(target);
        assertThat(readOnly()).isEqualTo("0");
    }

    @Test
    void fencesByTriggersAndUndoesWhatADeadCutoverLeft() throws Exception {
        // Given
        source = Servers.mysql57();
        String target = loaded(Servers.mariadb(), "triggers");
        var store = new CutoverStore(new StateSchema(database(target).target(), target.replace('_', '-')));
        for (String stage : List.of("fence", "watermark", "switch")) {
            dies(store, target, stage);
            assertThat(fenceTriggers()).isPositive();

            // When
            assertThat(shop.run(target, "cutover", "--back-out"))
                    .as(shop.said())
                    .isEqualTo(ExitCode.DONE);

            // Then
            assertThat(shop.said()).contains("broke off at stage " + stage, "The source takes writes again");
            assertThat(fenceTriggers()).isZero();
        }
        try (var delta = new RunningDelta(shop.file(target).toString());
                var seller = new Seller(source, shop.source)) {
            awaitStream(target);
            dies(store, target, "check");
            await().atMost(LIMIT).until(() -> fenceTriggers() == 0);
            seller.awaitAnotherSale();

            // When
            int switched =
                    shop.run(target, "cutover", "--fence", "triggers", "--hook", "switch:test $GANGWAY_STAGE = switch");

            // Then
            assertThat(switched).as(shop.said()).isEqualTo(ExitCode.DONE);
            assertThat(seller.tryToSell()).isEqualTo(1644);
            assertThat(titles(Servers.mariadb(), target)).isEqualTo(titles(source, shop.source));
            assertThat(shop.run(target, "cutover", "--back-out", "--yes"))
                    .as(shop.said())
                    .isEqualTo(ExitCode.DONE);
            seller.awaitAnotherSale();
            assertThat(shop.run(target, "cutover", "--hook", "switch:exit 7")).isEqualTo(ExitCode.FAILED);
            assertThat(shop.said()).contains("backed out at stage switch", "ended with 7", "[HOOK_FAILED]");
            assertThat(fenceTriggers()).isZero();
            seller.awaitAnotherSale();
        }
        cleansUp(target);
        assertThat(source.query("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + shop.source
                        + "' AND TABLE_NAME LIKE 'm2\\_cl\\_gw\\_%'"))
                .isEmpty();
    }

    /** Seen behind the fence when it is young, and before it when it is old. */
    private void refusesWhileATransactionIsOpen(String target) throws Exception {
        try (Connection open = source.connect(shop.source);
                var statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("UPDATE cms_page SET title = 'open' WHERE page_id = 2");
            assertThat(shop.run(target, "cutover", "--budget", "3s")).isEqualTo(ExitCode.FAILED);
            String young = shop.said();
            assertThat(shop.run(target, "cutover", "--budget", "3s")).isEqualTo(ExitCode.FAILED);
            open.rollback();
            assertThat(young).contains("open transactions", "[CUTOVER_REFUSED]");
        }
        assertThat(shop.said())
                .contains("open transactions: still open after the budget", "nothing was fenced", "[CUTOVER_REFUSED]");
        assertThat(readOnly()).isEqualTo("0");
    }

    private String loaded(DatabaseServer targetServer, String capture) throws Exception {
        shop = new CommandShop(folder, capture, source, targetServer).withSharedKafka();
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

    private void cleansUp(String target) throws Exception {
        assertThat(shop.run(target, "cleanup", "--dry-run")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.said()).contains("drop schema " + CommandShop.stateOf(target), "delete ");
        assertThat(shop.run(target, "cleanup", "--yes")).as(shop.said()).isEqualTo(ExitCode.DONE);
        assertThat(shop.said()).contains("Cleaned up: looked again, nothing is left");
        assertThat(shop.run(target, "cleanup")).isEqualTo(ExitCode.DONE);
        assertThat(shop.said()).contains("Nothing to clean up");
        assertThat(fenceTriggers()).isZero();
        var topics = new Topics(target.replace('_', '-'));
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.kafka().bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).noneMatch(topics::isOurs);
        }
    }

    /** Does to source and state what a cutover has done when it is killed at a stage. */
    private void dies(CutoverStore store, String target, String stage) throws Exception {
        Fence fence = Fences.of(
                Fences.TRIGGERS, shop.config(target), database(target), List.of("cms_page", "sales_flat_order"));
        long id = store.begin(false, "killed");
        store.stageBegins(id, stage, System.currentTimeMillis());
        store.fenceWanted(id, fence.choice(), fence.memory(), System.currentTimeMillis());
        fence.set(Deadline.in(LIMIT, "the test's time"));
        if (!stage.equals("fence")) {
            store.fenceSet(id);
        }
    }

    private Databases database(String target) throws Exception {
        return Databases.of(shop.config(target));
    }

    private long fenceTriggers() {
        return Long.parseLong(
                String.valueOf(source.query("SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '"
                                + shop.source + "' AND TRIGGER_NAME LIKE 'gw\\_fence\\_%'")
                        .get(0)
                        .get(0)));
    }

    private String readOnly() {
        return String.valueOf(source.query("SELECT @@global.read_only").get(0).get(0));
    }

    private static List<?> titles(DatabaseServer server, String database) {
        return server.query("SELECT page_id, title FROM " + database + ".cms_page ORDER BY page_id");
    }

    private static long fencedMs(String said) {
        Matcher fenced = FENCED.matcher(said);
        assertThat(fenced.find()).as(said).isTrue();
        return Long.parseLong(fenced.group(1).replace(",", ""));
    }
}
