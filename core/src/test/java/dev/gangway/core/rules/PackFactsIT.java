package dev.gangway.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.problem.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Compares the rules of every pack, includes resolved, with the facts about Magento's own packs. */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackFactsIT {
    private static final Map<OptionName, String> MAPS = Map.of(
            OptionName.EAV_MAP_FILE, "map-eav.xml",
            OptionName.CUSTOMER_MAP_FILE, "map-customer.xml",
            OptionName.LOG_MAP_FILE, "map-log.xml",
            OptionName.STORES_MAP_FILE, "map-stores.xml",
            OptionName.TIER_PRICE_MAP_FILE, "map-tier-price.xml",
            OptionName.SALES_ORDER_MAP_FILE, "map-sales.xml",
            OptionName.CUSTOMER_ATTR_MAP_FILE, "customer-attr-map.xml",
            OptionName.VISUAL_MERCHANDISER_MAP, "visual_merchandiser_map.xml");

    private static final Map<OptionName, String> GROUPS = Map.of(
            OptionName.EAV_DOCUMENT_GROUPS_FILE, "eav-document-groups.xml",
            OptionName.EAV_ATTRIBUTE_GROUPS_FILE, "eav-attribute-groups.xml",
            OptionName.CUSTOMER_DOCUMENT_GROUPS_FILE, "customer-document-groups.xml",
            OptionName.CUSTOMER_ATTRIBUTE_GROUPS_FILE, "customer-attribute-groups.xml",
            OptionName.LOG_DOCUMENT_GROUPS_FILE, "log-document-groups.xml",
            OptionName.MAP_DOCUMENT_GROUPS, "map-document-groups.xml",
            OptionName.ORDER_GRIDS_DOCUMENT_GROUPS_FILE, "order-grids-document-groups.xml",
            OptionName.CUSTOMER_ATTR_DOCUMENT_GROUPS_FILE, "customer-attr-document-groups.xml",
            OptionName.VISUAL_MERCHANDISER_DOCUMENT_GROUPS, "visual_merchandiser_document_groups.xml",
            OptionName.VISUAL_MERCHANDISER_ATTRIBUTE_GROUPS, "visual_merchandiser_attribute_groups.xml");

    private final Problems problems = new Problems();
    private final List<Pack> packs = Pack.all(problems);
    private final Map<Path, Set<String>> read = new HashMap<>();
    private final PackFacts facts =
            new PackFacts(Path.of(System.getProperty("gangway.golden", "")).resolve("spec"));
    private final PackDeviations deviations = new PackDeviations();

    @Test
    void mapsHaveTheRulesOfTheFactsButForListedDeviations() {
        List<String> unwanted = new ArrayList<>();
        for (Pack pack : packs) {
            unwanted.addAll(deviations.unwanted(pack, lines(pack, OptionName.MAP_FILE), facts.mainMap(pack)));
            MAPS.forEach((option, file) -> {
                if (pack.file(option).isPresent()) {
                    unwanted.addAll(deviations.unwanted(pack, lines(pack, option), facts.map(pack, file)));
                }
            });
        }

        assertThat(unwanted).isEmpty();
        assertThat(deviations.unused()).isEmpty();
    }

    @Test
    void handlersOfAFieldRunInTheOrderOfTheFacts() {
        for (Pack pack : newest()) {
            Map<String, List<String>> expected = handlersByField(facts.map(pack, "map.xml"));

            assertThat(handlersByField(lines(pack, OptionName.MAP_FILE)))
                    .describedAs(pack.toString())
                    .containsAllEntriesOf(expected);
        }
    }

    @Test
    void settingsHaveTheRulesOfTheFacts() {
        for (Pack pack : packs) {
            Set<String> actual =
                    SettingsRules.read(file(pack, OptionName.SETTINGS_MAP_FILE), problems).allRules().stream()
                            .map(PackFacts::lineOf)
                            .collect(Collectors.toSet());

            assertThat(actual).describedAs(pack.toString()).isEqualTo(facts.settings(pack));
        }
    }

    @Test
    void groupsHaveTheMembersOfTheFacts() {
        for (Pack pack : packs) {
            GROUPS.forEach((option, file) -> {
                if (pack.file(option).isPresent()) {
                    assertThat(groups(pack, option))
                            .describedAs(pack + " " + file)
                            .isEqualTo(facts.groups(pack, file));
                }
            });
        }
    }

    @Test
    void deltaFollowsTheTablesOfTheFactsInNewestReleases() {
        for (Pack pack : newest()) {
            assertThat(groups(pack, OptionName.DELTA_DOCUMENT_GROUPS_FILE))
                    .describedAs(pack.toString())
                    .isEqualTo(facts.groups(pack, "deltalog.xml"));
        }
    }

    @Test
    void classesHaveTheNamesOfTheFacts() {
        for (Pack pack : newest()) {
            assertThat(PackFacts.linesOf(ClassMap.read(file(pack, OptionName.CLASS_MAP), problems)))
                    .describedAs(pack.toString())
                    .isEqualTo(facts.classMap(pack));
        }
    }

    private List<Pack> newest() {
        return packs.stream()
                .filter(pack ->
                        pack.release().endsWith("4.4.5") || pack.release().equals("1.9.4.5"))
                .toList();
    }

    private Set<String> groups(Pack pack, OptionName option) {
        return PackFacts.linesOf(Groups.read(file(pack, option), problems));
    }

    private Set<String> lines(Pack pack, OptionName option) {
        return read.computeIfAbsent(file(pack, option), this::lines);
    }

    private Set<String> lines(Path file) {
        return MapRules.read(file, problems).allRules().stream()
                .map(PackFacts::lineOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Path file(Pack pack, OptionName option) {
        return pack.file(option).orElseThrow(() -> new AssertionError(pack + " names no " + option.word()));
    }

    /** Fields that have more than one handler, but for url suffixes, whose place in the order does not matter. */
    private static Map<String, List<String>> handlersByField(Set<String> rules) {
        Map<String, List<String>> handlers = new LinkedHashMap<>();
        for (String rule : rules) {
            String[] words = rule.split(" ", 4);
            if (words[1].equals("transform") && !words[3].startsWith("TruncateSuffix")) {
                handlers.computeIfAbsent(words[0] + ' ' + words[2], f -> new ArrayList<>())
                        .add(words[3]);
            }
        }
        handlers.values().removeIf(list -> list.size() < 2);
        return handlers;
    }
}
