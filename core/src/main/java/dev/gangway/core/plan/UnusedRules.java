package dev.gangway.core.plan;

import dev.gangway.core.rules.MapRules;
import dev.gangway.core.rules.Rule;
import dev.gangway.core.rules.TransformRule;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * Finds rules that name nothing in either database, such as a misspelled column. A pack made for many shops has many of
 * them, so they are told on request and never fail a check.
 */
public final class UnusedRules {
    private final Schema source;
    private final Schema target;

    public UnusedRules(Schema source, Schema target) {
        this.source = source;
        this.target = target;
    }

    /** Rules without effect, in file order. */
    public List<Rule> find(MapRules rules) {
        return rules.allRules().stream().filter(rule -> !isUsed(rule)).toList();
    }

    private boolean isUsed(Rule rule) {
        if (rule instanceof Rule.IgnoreDocument ignore) {
            return schema(rule).tables().stream().map(Table::name).anyMatch(ignore::matches);
        }
        if (rule instanceof Rule.IgnoreField ignore) {
            return has(rule, ignore.field());
        }
        if (rule instanceof Rule.IgnoreDataType ignore) {
            return has(rule, ignore.field());
        }
        if (rule instanceof Rule.MoveField move) {
            return has(rule, move.field());
        }
        if (rule instanceof TransformRule transform) {
            return has(rule, transform.field());
        }
        return schema(rule).has(rule.document());
    }

    private boolean has(Rule rule, String field) {
        Optional<Table> table = schema(rule).table(rule.document());
        return table.isPresent() && table.get().hasColumn(field);
    }

    private Schema schema(Rule rule) {
        return rule.side() == Side.SOURCE ? source : target;
    }
}
