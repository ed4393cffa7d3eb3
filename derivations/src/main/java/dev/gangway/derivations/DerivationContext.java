package dev.gangway.derivations;

import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.handler.HandlerFactory;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.PlanEnvironment;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Schema;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Function;

/**
 * What derivations are made from: the plan with its shadow tables, rules, options, the state beside the target. Immutable.
 *
 * @param handlers finds a handler factory by the class name that a rule gives
 * @param structure for tables that a derivation makes
 */
public record DerivationContext(
        MigrationPlan plan,
        RuleFiles rules,
        PlanEnvironment environment,
        StateSchema state,
        Function<String, Optional<HandlerFactory>> handlers,
        StructureChange structure) {

    /** For the target that a state lies beside. */
    public static DerivationContext of(
            MigrationPlan plan,
            RuleFiles rules,
            PlanEnvironment environment,
            Function<String, Optional<HandlerFactory>> handlers,
            StateSchema state) {
        return new DerivationContext(plan, rules, environment, state, handlers, statement -> {
            try (Connection connection = state.target().open()) {
                Statements.execute(connection, statement);
            }
        });
    }

    /** The real names of tables. */
    public TargetNames names() {
        return state.names();
    }

    /** The target's own tables. */
    public Schema target() {
        return plan.target();
    }

    public boolean isStrict() {
        return plan.compatibility() == Compatibility.STRICT;
    }

    /** True when the plan fills this shadow table. */
    public boolean hasShadow(String shadow) {
        return plan.written().has(shadow);
    }

    /** The column by which product data refer to their product. */
    public String productLink() {
        return ProductLink.of(target());
    }

    /** A statement in which tables stand in braces. */
    public String sql(String text) {
        return names().in(text);
    }
}
