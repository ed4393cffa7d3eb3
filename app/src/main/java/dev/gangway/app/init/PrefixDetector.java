package dev.gangway.app.init;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds the table prefix of a shop by tables that every Magento of its generation has. */
final class PrefixDetector {
    static final List<String> MAGENTO_1 = List.of(
            "core_website",
            "core_store",
            "core_config_data",
            "eav_attribute",
            "eav_entity_type",
            "catalog_product_entity",
            "customer_entity",
            "sales_flat_order",
            "sales_flat_quote",
            "cms_page");
    static final List<String> MAGENTO_2 = List.of(
            "store_website",
            "store_group",
            "core_config_data",
            "eav_attribute",
            "eav_entity_type",
            "catalog_product_entity",
            "customer_entity",
            "sales_order",
            "quote",
            "cms_page");
    private static final Pattern PREFIX = Pattern.compile("\\w*");

    private PrefixDetector() {}

    /**
     * The prefix, and others that would do as well: two shops in one database.
     *
     * @param found how many of the tables looked for have it
     */
    record Found(String prefix, int found, List<String> others) {}

    /** The prefix that most of the wanted tables have, at least seven of ten and the first of the list; the shortest of equals. */
    static Optional<Found> detect(Collection<String> tables, List<String> wanted) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String table : tables) {
            for (String name : wanted) {
                if (table.endsWith(name)) {
                    counts.merge(table.substring(0, table.length() - name.length()), 1, Integer::sum);
                }
            }
        }
        List<Map.Entry<String, Integer>> good = counts.entrySet().stream()
                .filter(entry -> entry.getValue() * 10 >= wanted.size() * 7
                        && tables.contains(entry.getKey() + wanted.get(0))
                        && PREFIX.matcher(entry.getKey()).matches())
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().length()))
                .toList();
        if (good.isEmpty()) {
            return Optional.empty();
        }
        List<String> others = good.stream().skip(1).map(Map.Entry::getKey).toList();
        return Optional.of(new Found(good.get(0).getKey(), good.get(0).getValue(), others));
    }
}
