package dev.gangway.app.init;

import dev.gangway.core.error.MigrationException;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.rules.TransformRule;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a map says about the tables and columns that two shops really have: two maps with equal views do the same there, however
 * many rules they have for others.
 *
 * @param words what holds for each table and column, by side and name; those without rules are left out
 */
record RuleView(Map<String, String> words) {
    RuleView {
        words = Map.copyOf(words);
    }

    static RuleView of(MapRules rules, Schema source, Schema target) {
        Map<String, String> words = new LinkedHashMap<>();
        for (Side side : Side.values()) {
            Schema schema = side == Side.SOURCE ? source : target;
            for (Table table : schema.tables()) {
                add(words, side, table.name(), document(rules, table.name(), side));
                for (Column column : table.columns()) {
                    add(
                            words,
                            side,
                            table.name() + "." + column.name(),
                            field(rules, table.name(), column.name(), side));
                }
            }
        }
        return new RuleView(words);
    }

    private static void add(Map<String, String> words, Side side, String name, String said) {
        if (!said.isEmpty()) {
            words.put((side == Side.SOURCE ? "source " : "target ") + name, said);
        }
    }

    private static String document(MapRules rules, String document, Side side) {
        if (rules.isDocumentIgnored(document, side)) {
            return "ignored";
        }
        return rules.mappedDocument(document, side)
                .filter(to -> !to.equals(document))
                .map(to -> "renamed " + to)
                .orElse("");
    }

    private static String field(MapRules rules, String document, String field, Side side) {
        if (rules.isDocumentIgnored(document, side)) {
            return "";
        }
        String said = rules.isFieldIgnored(document, field, side) ? "ignored " : "";
        said += rules.isDataTypeIgnored(document, field, side) ? "any type " : "";
        said += moved(rules, document, field, side);
        List<TransformRule> transforms = rules.effectiveTransforms(document, field, side);
        said += transforms.stream().map(RuleView::transform).collect(Collectors.joining(" "));
        return said.strip();
    }

    private static String moved(MapRules rules, String document, String field, Side side) {
        try {
            return rules.mappedField(document, field, side)
                    .filter(to -> !to.equals(field))
                    .map(to -> "moved " + to + " ")
                    .orElse("");
        } catch (MigrationException e) {
            return "contradiction ";
        }
    }

    private static String transform(TransformRule rule) {
        return String.valueOf(rule.handler());
    }

    /** Names about which the two say something else, in order. */
    List<String> differences(RuleView other) {
        return Stream.concat(words.keySet().stream(), other.words.keySet().stream())
                .distinct()
                .filter(name -> !words.getOrDefault(name, "").equals(other.words.getOrDefault(name, "")))
                .sorted()
                .toList();
    }
}
