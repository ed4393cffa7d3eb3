package dev.gangway.core.rules;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.schema.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers what a map file says about documents and fields, exactly as the format has always been read: names are compared
 * exactly, renames and moves work in both directions whatever side is asked, the first rename or move wins. Immutable,
 * every look-up but wildcards takes constant time.
 */
public final class MapRules {
    private final List<Rule> rules;
    private final SideRules source;
    private final SideRules destination;
    private final Map<String, String> renames = new LinkedHashMap<>();
    private final Map<String, Rule.MoveField> moves = new LinkedHashMap<>();

    public MapRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.source = new SideRules(rules, Side.SOURCE);
        this.destination = new SideRules(rules, Side.DESTINATION);
        for (Rule rule : rules) {
            if (rule instanceof Rule.RenameDocument rename) {
                renames.putIfAbsent(rename.document(), rename.to());
                renames.putIfAbsent(rename.to(), rename.document());
            } else if (rule instanceof Rule.MoveField move) {
                moves.putIfAbsent(move.from(), move);
                moves.putIfAbsent(move.to(), move);
            }
        }
    }

    public static MapRules empty() {
        return new MapRules(List.of());
    }

    /** Reads a map file with its includes; every mistake becomes a problem, and what could be read is returned. */
    public static MapRules read(Path file, Problems problems) {
        return new MapRules(new MapRulesReader(problems).read(file));
    }

    /** These rules followed by others: where the first match wins, it is one of these. */
    public MapRules with(MapRules others) {
        if (others.rules.isEmpty()) {
            return this;
        }
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(others.rules);
        return new MapRules(all);
    }

    /** These rules followed by an overlay's: a table or column that the overlay renames or moves is no longer ignored. */
    public MapRules under(MapRules overlay) {
        if (overlay.rules.isEmpty()) {
            return this;
        }
        List<Rule> kept = new ArrayList<>(rules);
        kept.removeIf(overlay::takes);
        return new MapRules(kept).with(overlay);
    }

    private boolean takes(Rule other) {
        if (other instanceof Rule.IgnoreDocument ignore) {
            return rules.stream().anyMatch(rule -> document(rule, ignore.side())
                    .filter(ignore.document()::equals)
                    .isPresent());
        }
        return other instanceof Rule.IgnoreField ignore && moves.containsKey(ignore.document() + '.' + ignore.field());
    }

    private static Optional<String> document(Rule rule, Side side) {
        if (rule instanceof Rule.RenameDocument rename) {
            return Optional.of(side == Side.SOURCE ? rename.document() : rename.to());
        }
        if (rule instanceof Rule.MoveField move) {
            return Optional.of(side == Side.SOURCE ? move.document() : move.toDocument());
        }
        return Optional.empty();
    }

    /** Every rule in file order, to find those without effect. */
    public List<Rule> allRules() {
        return rules;
    }

    public boolean isDocumentIgnored(String document, Side side) {
        return ofSide(side).ignoring(document).isPresent();
    }

    /** The name on the other side; empty when the document is ignored on the given side. */
    public Optional<String> mappedDocument(String document, Side side) {
        if (isDocumentIgnored(document, side)) {
            return Optional.empty();
        }
        return Optional.of(renames.getOrDefault(document, document));
    }

    /** True when the document is not ignored and a rename names it, on either end. */
    public boolean isDocumentMapped(String document, Side side) {
        return renames.containsKey(document) && !isDocumentIgnored(document, side);
    }

    public boolean isFieldIgnored(String document, String field, Side side) {
        return ofSide(side).ignoredFields().contains(document + '.' + field);
    }

    public boolean isDataTypeIgnored(String document, String field, Side side) {
        return ofSide(side).ignoredDataTypes().contains(document + '.' + field);
    }

    /**
     * The field's name on the other side; empty when the field is ignored on the given side.
     *
     * @throws MigrationException PLAN_INVALID when rules contradict each other: the document is ignored, or the field is
     *     moved onto an ignored document or field
     */
    public Optional<String> mappedField(String document, String field, Side side) {
        if (isFieldIgnored(document, field, side)) {
            return Optional.empty();
        }
        Optional<Rule.IgnoreDocument> ignoring = ofSide(side).ignoring(document);
        if (ignoring.isPresent()) {
            throw ambiguous(
                    ignoring.get().place(), "document", document, side, "but its field " + field + " is asked for");
        }
        String key = document + '.' + field;
        Rule.MoveField move = moves.get(key);
        if (move == null) {
            return Optional.of(field);
        }
        boolean forwards = !move.to().equals(key);
        String otherDocument = forwards ? move.toDocument() : move.document();
        String otherField = forwards ? move.toField() : move.field();
        rejectIgnoredEnd(move, otherDocument, otherField, side.opposite());
        return Optional.of(otherField);
    }

    /** All transform rules of that side for exactly this field, in file order, even if the field is ignored. */
    public List<TransformRule> transforms(String document, String field, Side side) {
        return ofSide(side).transforms().getOrDefault(document + '.' + field, List.of());
    }

    /**
     * The transform rules that take effect: a later rule with the same class text as an earlier one replaces it but keeps
     * its place in the order.
     */
    public List<TransformRule> effectiveTransforms(String document, String field, Side side) {
        Map<String, TransformRule> byClass = new LinkedHashMap<>();
        for (TransformRule rule : transforms(document, field, side)) {
            byClass.put(rule.handler().className(), rule);
        }
        return new ArrayList<>(byClass.values());
    }

    /** Every transform rule of one side in file order. */
    public Collection<TransformRule> allTransforms(Side side) {
        return rules.stream()
                .filter(r -> r instanceof TransformRule && r.side() == side)
                .map(TransformRule.class::cast)
                .toList();
    }

    private void rejectIgnoredEnd(Rule.MoveField move, String document, String field, Side side) {
        String because = "but the rule moves " + move.from() + " to " + move.to();
        if (isDocumentIgnored(document, side)) {
            throw ambiguous(move.place(), "document", document, side, because);
        }
        if (isFieldIgnored(document, field, side)) {
            throw ambiguous(move.place(), "field", document + '.' + field, side, because);
        }
    }

    private static MigrationException ambiguous(Place place, String kind, String name, Side side, String because) {
        return new MigrationException(
                ErrorCode.PLAN_INVALID,
                "%s: ambiguous configuration of %s %s: it is ignored on the %s side, %s. Remove one of the two rules."
                        .formatted(place, kind, name, side == Side.SOURCE ? "source" : "destination", because));
    }

    private SideRules ofSide(Side side) {
        return side == Side.SOURCE ? source : destination;
    }
}
