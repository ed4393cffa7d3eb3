package dev.gangway.core.rules;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.schema.Side;
import dev.gangway.core.xml.Shape;
import dev.gangway.core.xml.XmlNode;
import dev.gangway.core.xml.XmlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.PatternSyntaxException;

/** Reads a map file into rules and reports everything the format does not allow. One use, one thread. */
final class MapRulesReader {
    private static final String DOCUMENT_RULES = "document_rules";
    private static final String FIELD_RULES = "field_rules";

    private record FieldName(String document, String field) {}

    private final Problems problems;
    private final RuleParts parts;
    private final Shape shape;
    private final List<Rule> rules = new ArrayList<>();

    MapRulesReader(Problems problems) {
        this.problems = problems;
        this.parts = new RuleParts(problems);
        this.shape = parts.shape();
    }

    List<Rule> read(Path file) {
        XmlReader.read(file, problems).filter(root -> shape.isRoot(root, "map")).ifPresent(this::map);
        return rules;
    }

    private void map(XmlNode root) {
        shape.attributes(root);
        Map<String, XmlNode> firstByFile = new HashMap<>();
        for (XmlNode side : shape.children(root, "source", "destination")) {
            XmlNode first =
                    firstByFile.putIfAbsent(side.name() + ' ' + side.place().file(), side);
            if (first != null) {
                problems.error(
                        side.place(),
                        "<map> may have only one <%s>, the first is in line %d; put the rules together"
                                .formatted(side.name(), first.place().line()));
            }
            side(side, side.name().equals("source") ? Side.SOURCE : Side.DESTINATION);
        }
        for (String name : List.of("source", "destination")) {
            if (root.child(name).isEmpty()) {
                problems.error(root.place(), "<map> needs one <" + name + "> in it, even if it is empty");
            }
        }
    }

    private void side(XmlNode side, Side which) {
        shape.attributes(side);
        Map<String, XmlNode> fieldRulesByFile = new HashMap<>();
        for (XmlNode block : shape.children(side, DOCUMENT_RULES, FIELD_RULES)) {
            shape.attributes(block);
            String file = block.place().file();
            if (block.name().equals(FIELD_RULES)) {
                fieldRulesByFile.putIfAbsent(file, block);
                fieldRules(block, which);
                continue;
            }
            XmlNode before = fieldRulesByFile.get(file);
            if (before != null) {
                problems.error(
                        block.place(),
                        "All <document_rules> come before <field_rules> (line %d); move this block up"
                                .formatted(before.place().line()));
            }
            documentRules(block, which);
        }
    }

    private void documentRules(XmlNode block, Side side) {
        String[] allowed = side == Side.SOURCE ? new String[] {"ignore", "rename"} : new String[] {"ignore"};
        for (XmlNode rule : known(block, side, allowed)) {
            shape.attributes(rule);
            if (rule.name().equals("ignore")) {
                shape.children(rule, "document");
                parts.text(rule, "document").ifPresent(text -> ignoreDocument(rule, side, text));
            } else {
                shape.children(rule, "document", "to");
                Optional<String> document = parts.text(rule, "document");
                Optional<String> to = parts.text(rule, "to");
                if (document.isPresent() && to.isPresent()) {
                    rename(rule, document.get(), to.get());
                }
            }
        }
    }

    private void ignoreDocument(XmlNode rule, Side side, String document) {
        if (document.indexOf('*') >= 0 && !isPattern(rule, document)) {
            return;
        }
        rules.add(new Rule.IgnoreDocument(rule.place(), side, document));
    }

    private boolean isPattern(XmlNode rule, String document) {
        try {
            DocumentPattern.of(document);
            return true;
        } catch (PatternSyntaxException e) {
            problems.error(
                    rule.place(),
                    "\"%s\" cannot be used as a pattern (%s): besides * write only letters, digits and _"
                            .formatted(document, e.getDescription().toLowerCase(Locale.ROOT)));
            return false;
        }
    }

    private void rename(XmlNode rule, String document, String to) {
        for (String name : List.of(document, to)) {
            if (name.indexOf('*') >= 0) {
                problems.error(
                        rule.place(),
                        "\"%s\": * stands for other characters in document ignore rules only; write one rename per table"
                                .formatted(name));
                return;
            }
        }
        rules.add(new Rule.RenameDocument(rule.place(), document, to));
    }

    private void fieldRules(XmlNode block, Side side) {
        String[] allowed = side == Side.SOURCE
                ? new String[] {"ignore", "move", "transform"}
                : new String[] {"ignore", "transform"};
        for (XmlNode rule : known(block, side, allowed)) {
            shape.attributes(rule);
            switch (rule.name()) {
                case "ignore" -> ignoreField(rule, side);
                case "move" -> move(rule);
                default -> transform(rule, side);
            }
        }
    }

    /** Rules that only the source may have get a hint of their own. */
    private List<XmlNode> known(XmlNode block, Side side, String... allowed) {
        if (side == Side.SOURCE) {
            return shape.children(block, allowed);
        }
        String sourceOnly = block.name().equals(DOCUMENT_RULES) ? "rename" : "move";
        block.children(sourceOnly)
                .forEach(rule -> problems.error(
                        rule.place(),
                        "<%s> is allowed in <source> only; there it works for both directions".formatted(sourceOnly)));
        List<XmlNode> others = block.children().stream()
                .filter(c -> !c.name().equals(sourceOnly))
                .toList();
        return shape.children(
                new XmlNode(block.name(), block.attributes(), block.texts(), others, block.place()), allowed);
    }

    private void ignoreField(XmlNode rule, Side side) {
        List<XmlNode> names = shape.children(rule, "field", "datatype");
        if (names.size() != 1) {
            problems.error(
                    rule.place(), "<ignore> needs exactly one of <field> and <datatype>, but has " + names.size());
        }
        for (XmlNode name : names) {
            BiFunction<String, String, Rule> make = name.name().equals("field")
                    ? (document, field) -> new Rule.IgnoreField(rule.place(), side, document, field)
                    : (document, field) -> new Rule.IgnoreDataType(rule.place(), side, document, field);
            shape.text(name)
                    .flatMap(text -> parsed(name, text))
                    .ifPresent(n -> rules.add(make.apply(n.document(), n.field())));
        }
    }

    private void move(XmlNode rule) {
        shape.children(rule, "field", "to");
        Optional<FieldName> from = fieldName(rule, "field");
        Optional<FieldName> to = fieldName(rule, "to");
        if (from.isPresent() && to.isPresent()) {
            FieldName f = from.get();
            FieldName t = to.get();
            rules.add(new Rule.MoveField(rule.place(), f.document(), f.field(), t.document(), t.field()));
        }
    }

    private void transform(XmlNode rule, Side side) {
        shape.children(rule, "field", "handler");
        Optional<FieldName> field = fieldName(rule, "field");
        Optional<HandlerSpec> handler = parts.handler(rule);
        if (field.isPresent() && handler.isPresent()) {
            FieldName name = field.get();
            rules.add(new TransformRule(rule.place(), side, name.document(), name.field(), handler.get()));
        }
    }

    private Optional<FieldName> fieldName(XmlNode rule, String child) {
        return shape.only(rule, child).flatMap(node -> shape.text(node).flatMap(text -> parsed(node, text)));
    }

    private Optional<FieldName> parsed(XmlNode node, String text) {
        int dot = text.indexOf('.');
        if (dot <= 0 || dot != text.lastIndexOf('.') || dot == text.length() - 1) {
            problems.error(
                    node.place(),
                    "\"%s\" in <%s> is not a field: write table and column with exactly one dot, as in sales_order.status"
                            .formatted(text.strip(), node.name()));
            return Optional.empty();
        }
        if (text.indexOf('*') >= 0) {
            problems.error(
                    node.place(),
                    "\"%s\" in <%s>: * stands for other characters in document ignore rules only; write one rule per field"
                            .formatted(text.strip(), node.name()));
            return Optional.empty();
        }
        return Optional.of(new FieldName(text.substring(0, dot), text.substring(dot + 1)));
    }
}
