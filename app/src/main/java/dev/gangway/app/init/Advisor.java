package dev.gangway.app.init;

import dev.gangway.app.logins.LoginReport;
import dev.gangway.app.rights.NeededRights;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Flavor;
import dev.gangway.mysql.inspect.DatabaseSurvey.TableSurvey;
import dev.gangway.mysql.inspect.ServerSettings;
import dev.gangway.mysql.inspect.ValueCounter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Finds what a person should know about both sides before a migration. */
final class Advisor {
    private static final Set<String> USUAL_CHARSETS = Set.of("utf8", "utf8mb3", "utf8mb4", "");

    private static final Flavor LOSES_INDEX_ENTRIES = new Flavor(Flavor.Product.MARIADB, 10, 11, 5);

    /** Which of the encryption keys are known. */
    record Keys(boolean source, boolean target) {}

    private final Looked source;
    private final Looked target;
    private final PackChoice choice;

    Advisor(Looked source, Looked target, PackChoice choice) {
        this.source = source;
        this.target = target;
        this.choice = choice;
    }

    /** Everything, worst first. {@code stateSchema} is where progress will be kept on the target. */
    List<Advice> advice(CaptureConfig.Mode capture, String stateSchema, Keys keys) {
        var advice = new ArrayList<>(new CaptureAdvisor(source).advice(capture));
        releases(advice);
        source(advice);
        target(advice, stateSchema);
        keys(keys, advice);
        logins(advice);
        advice.sort(Comparator.comparing(Advice::weight));
        return advice;
    }

    private void logins(List<Advice> advice) {
        if (source.grants().has("SELECT", source.schemaName())) {
            LoginReport.ask(source.database(), source.schema(), target.schema(), false)
                    .filter(logins -> logins.concerned() > 0)
                    .ifPresent(logins -> advice.add(Advice.warns(logins.problem(), logins.remedy("gangway logins"))));
        }
    }

    private static void keys(Keys keys, List<Advice> advice) {
        if (!keys.source()) {
            advice.add(Advice.warns(
                    "the encryption key of Magento 1 is not given: encrypted settings and card numbers cannot be read",
                    "add --magento1 DIR, or enter <crypt_key> from app/etc/local.xml (global/crypt/key) of Magento 1"));
        } else if (!keys.target()) {
            advice.add(
                    Advice.warns(
                            "the encryption key of Magento 2 is not given: values are encrypted again with that of Magento 1",
                            "add --magento2 DIR or --target-crypt-key, unless crypt/key in app/etc/env.php is the key of Magento 1"));
        }
    }

    private void releases(List<Advice> advice) {
        ReleaseOverlay.of(Side.SOURCE, source.schema()).forEach(overlay -> advice.add(overlay.advice()));
        ReleaseOverlay.of(Side.DESTINATION, target.schema()).forEach(overlay -> advice.add(overlay.advice()));
        Release pack = choice.pack().release();
        source.shop()
                .releases()
                .from()
                .filter(pack::isBefore)
                .ifPresent(release -> advice.add(Advice.warns(
                        "no pack is made for the source's release " + release + "; that of " + pack + " is taken",
                        "run integrity: what this release has besides is listed there")));
        target.shop()
                .releases()
                .from()
                .filter(ReleaseOverlay.NEWEST_TARGET::isBefore)
                .ifPresent(release -> advice.add(Advice.warns(
                        "no rules are made for the target's release " + release + "; the newest known is "
                                + ReleaseOverlay.NEWEST_TARGET,
                        "run integrity: what this release has besides is listed there")));
    }

    private void source(List<Advice> advice) {
        if (source.server().flavor().equals(LOSES_INDEX_ENTRIES)) {
            advice.add(Advice.warns(
                    "the source runs " + LOSES_INDEX_ENTRIES
                            + ", which was seen to lose index entries of tables with cascading keys",
                    "update the server, then run CHECK TABLE and mend what it calls corrupt"));
        }
        Flavor flavor = source.server().flavor();
        if (!source.server().isKnownSource()) {
            advice.add(Advice.warns(
                    "the source runs " + flavor + ", older than any server this was tried with (MySQL 5.6)",
                    "try the whole migration on a copy first"));
        }
        if (!choice.others().isEmpty() && choice.origin() == Origin.DETECTED) {
            PackChoice.Other other = choice.others().get(choice.others().size() - 1);
            advice.add(Advice.warns(
                    "the source's release is not certain, and the packs that fit differ: "
                            + other.pack().name() + " has other rules for " + other.shown(),
                    "say --release, or --magento1 DIR, whose app/Mage.php names it"));
        }
        List<String> plain = source.survey().tables().stream()
                .filter(table ->
                        !table.isView() && Set.of("MyISAM", "Aria", "ARCHIVE").contains(table.engine()))
                .map(TableSurvey::name)
                .toList();
        if (!plain.isEmpty()) {
            advice.add(Advice.notes(
                    named(plain, "source table", "has", "have")
                            + " no transactions: what is written to them during the load is seen late or early, never lost",
                    ""));
        }
        List<String> keyless = source.schema().tables().stream()
                .filter(table -> !table.view() && table.identity().isEmpty())
                .map(Table::name)
                .toList();
        if (!keyless.isEmpty()) {
            advice.add(Advice.notes(
                    named(keyless, "source table", "has", "have")
                            + " no key: read in one piece, and changes of equal rows cannot be told apart",
                    ""));
        }
        List<String> old = source.survey().tables().stream()
                .filter(table -> !USUAL_CHARSETS.contains(table.charset()))
                .map(table -> table.name() + " (" + table.charset() + ")")
                .toList();
        if (!old.isEmpty()) {
            advice.add(Advice.notes(
                    named(old, "source table", "is", "are") + " not in utf8: values are converted, none is lost", ""));
        }
        if (source.survey().tables().stream().anyMatch(table -> table.name().startsWith("m2_cl_"))) {
            advice.add(Advice.warns(
                    "the source has change log tables (m2_cl_*) of an earlier migration",
                    "make sure that nothing uses them any more"));
        }
    }

    private void target(List<Advice> advice, String stateSchema) {
        rights(advice, NeededRights.TARGET, target.schemaName(), "the target's user may not change the shop");
        rights(advice, NeededRights.STATE, stateSchema, "the target's user may not keep the state of the migration");
        Flavor flavor = target.server().flavor();
        if (!target.server().runsMagento2()) {
            advice.add(Advice.warns(
                    "the target runs " + flavor + ", on which Magento 2.4 does not run",
                    "move the target to MySQL 8.0 or MariaDB 10.4 or newer"));
        }
        if (target.server().isOn("read_only")) {
            advice.add(
                    Advice.blocks("the target is read-only", "SET GLOBAL read_only = 0, or take its primary server"));
        }
        long orders = target.schema()
                .table("sales_order")
                .filter(table -> target.grants().has("SELECT", target.schemaName()))
                .map(table -> new ValueCounter(target.database()).rows(table))
                .orElse(0L);
        if (orders > 0) {
            advice.add(Advice.warns(
                    "the target is not a fresh shop: it has %,d orders, which the load replaces".formatted(orders),
                    "take a fresh installation, or make sure that nobody misses them"));
        }
        if (!target.survey().triggers().isEmpty()) {
            advice.add(Advice.notes(
                    "the target has " + target.survey().triggers().size()
                            + " triggers (indexers by schedule): suspended during the load, restored afterwards",
                    "run a full reindex on Magento 2 after the load"));
        }
        if (!target.server().takesLargeRows()) {
            advice.add(Advice.warns(
                    "the target takes statements of %,d bytes at most: larger rows are refused"
                            .formatted(target.server().largestStatement()),
                    ServerSettings.LARGER_ROWS));
        }
        if (!target.server().isOn("local_infile")) {
            advice.add(Advice.notes(
                    "the target does not take files from clients: the load is slower by multi-row inserts",
                    "SET GLOBAL local_infile = 1"));
        }
    }

    private void rights(List<Advice> advice, List<String> wanted, String schema, String problem) {
        List<String> missing = target.grants().missing(wanted, schema);
        if (!missing.isEmpty()) {
            String role = target.grants().hasRoles() ? ", unless one of its roles gives the right" : "";
            advice.add(Advice.blocks(
                    problem + role,
                    "GRANT " + String.join(", ", missing) + " ON "
                            + target.grants().pattern(schema) + ".* TO "
                            + target.server().quotedUser() + ";"));
        }
    }

    private static String named(List<String> names, String what, String one, String many) {
        int shown = Math.min(names.size(), 3);
        String more = names.size() > shown ? " and " + (names.size() - shown) + " more" : "";
        return (names.size() == 1 ? what : what + "s") + " " + String.join(", ", names.subList(0, shown)) + more + " "
                + (names.size() == 1 ? one : many);
    }
}
