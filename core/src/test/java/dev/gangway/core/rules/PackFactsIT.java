package dev.gangway.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.problem.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Compares the rules of every pack, includes resolved, with the facts about Magento's own packs. */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class PackFactsIT {
    private static final Map<String, String> MAPS = Map.of(
            "eav_map_file", "map-eav.xml",
            "customer_map_file", "map-customer.xml",
            "log_map_file", "map-log.xml",
            "stores_map_file", "map-stores.xml",
            "tier_price_map_file", "map-tier-price.xml",
            "sales_order_map_file", "map-sales.xml",
            "customer_attr_map_file", "customer-attr-map.xml",
            "visual_merchandiser_map", "visual_merchandiser_map.xml");

    private static final Map<String, String> GROUPS = Map.of(
            "eav_document_groups_file", "eav-document-groups.xml",
            "eav_attribute_groups_file", "eav-attribute-groups.xml",
            "customer_document_groups_file", "customer-document-groups.xml",
            "customer_attribute_groups_file", "customer-attribute-groups.xml",
            "log_document_groups_file", "log-document-groups.xml",
            "map_document_groups", "map-document-groups.xml",
            "order_grids_document_groups_file", "order-grids-document-groups.xml",
            "customer_attr_document_groups_file", "customer-attr-document-groups.xml",
            "visual_merchandiser_document_groups", "visual_merchandiser_document_groups.xml",
            "visual_merchandiser_attribute_groups", "visual_merchandiser_attribute_groups.xml");

    private final Problems problems = new Problems();
    private final PackFacts facts =
            new PackFacts(Path.of(System.getProperty("gangway.golden", "")).resolve("spec"));
    private final PackDeviations deviations = new PackDeviations();

    @Test
    void mapsHaveTheRulesOfTheFactsButForListedDeviations() {
        List<String> unwanted = new ArrayList<>();
        for (Pack pack : Pack.all(problems)) {
            unwanted.addAll(deviations.unwanted(pack, lines(pack, "map_file"), facts.mainMap(pack)));
            MAPS.forEach((option, file) -> {
                if (pack.options().containsKey(option)) {
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

            assertThat(handlersByField(lines(pack, "map_file")))
                    .describedAs(pack.toString())
                    .containsAllEntriesOf(expected);
        }
    }

    @Test
    void settingsHaveTheRulesOfTheFacts() {
        for (Pack pack : Pack.all(problems)) {
            Set<String> actual = SettingsRules.read(pack.file("settings_map_file"), problems).allRules().stream()
                    .map(PackFacts::lineOf)
                    .collect(Collectors.toSet());

            assertThat(actual).describedAs(pack.toString()).isEqualTo(facts.settings(pack));
        }
    }

    @Test
    void groupsHaveTheMembersOfTheFacts() {
        for (Pack pack : Pack.all(problems)) {
            GROUPS.forEach((option, file) -> {
                if (pack.options().containsKey(option)) {
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
            assertThat(groups(pack, "delta_document_groups_file"))
                    .describedAs(pack.toString())
                    .isEqualTo(facts.groups(pack, "deltalog.xml"));
        }
    }

    @Test
    void classesHaveTheNamesOfTheFacts() {
        for (Pack pack : newest()) {
            assertThat(PackFacts.linesOf(ClassMap.read(pack.file("class_map"), problems)))
                    .describedAs(pack.toString())
                    .isEqualTo(facts.classMap(pack));
        }
    }

    private List<Pack> newest() {
        return Pack.all(problems).stream()
                .filter(pack ->
                        pack.release().endsWith("4.4.5") || pack.release().equals("1.9.4.5"))
                .toList();
    }

    private Set<String> groups(Pack pack, String option) {
        return PackFacts.linesOf(Groups.read(pack.file(option), problems));
    }

    private Set<String> lines(Pack pack, String option) {
        return pack.map(option, problems).allRules().stream()
                .map(PackFacts::lineOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
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
