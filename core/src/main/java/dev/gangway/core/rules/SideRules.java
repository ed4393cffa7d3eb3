package dev.gangway.core.rules;

import dev.gangway.core.schema.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of one side of a map file, indexed by name; immutable once made. */
final class SideRules {
    private record Wildcard(DocumentPattern pattern, Rule.IgnoreDocument rule) {}

    private final Map<String, Rule.IgnoreDocument> ignoredDocuments = new HashMap<>();
    private final List<Wildcard> wildcards = new ArrayList<>();
    private final Set<String> ignoredFields = new HashSet<>();
    private final Set<String> ignoredDataTypes = new HashSet<>();
    private final Map<String, List<TransformRule>> transforms = new HashMap<>();

    SideRules(List<Rule> rules, Side side) {
        rules.stream().filter(rule -> rule.side() == side).forEach(this::index);
        transforms.replaceAll((field, list) -> List.copyOf(list));
    }

    private void index(Rule rule) {
        if (rule instanceof Rule.IgnoreDocument ignore) {
            ignoredDocuments.putIfAbsent(ignore.document(), ignore);
            if (ignore.hasWildcard()) {
                wildcards.add(new Wildcard(DocumentPattern.of(ignore.document()), ignore));
            }
        } else if (rule instanceof Rule.IgnoreField ignore) {
            ignoredFields.add(ignore.document() + '.' + ignore.field());
        } else if (rule instanceof Rule.IgnoreDataType ignore) {
            ignoredDataTypes.add(ignore.document() + '.' + ignore.field());
        } else if (rule instanceof TransformRule transform) {
            transforms
                    .computeIfAbsent(transform.document() + '.' + transform.field(), key -> new ArrayList<>())
                    .add(transform);
        }
    }

    /** The rule that ignores the document: the exact one, else the first wildcard. */
    Optional<Rule.IgnoreDocument> ignoring(String document) {
        Rule.IgnoreDocument exact = ignoredDocuments.get(document);
        if (exact != null) {
            return Optional.of(exact);
        }
        return wildcards.stream()
                .filter(w -> w.pattern().matches(document))
                .map(Wildcard::rule)
                .findFirst();
    }

    Set<String> ignoredFields() {
        return ignoredFields;
    }

    Set<String> ignoredDataTypes() {
        return ignoredDataTypes;
    }

    Map<String, List<TransformRule>> transforms() {
        return transforms;
    }
}
