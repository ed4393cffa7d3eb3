package dev.gangway.mysql.connect;

import dev.gangway.core.plan.ShadowTable;
import java.util.function.UnaryOperator;

/**
 * The quoted real names of the target's tables and of shadow tables, by the names that the plan gives them.
 *
 * @param prefix stands before the names of the target's own tables
 * @param stateSchema the schema that shadow tables lie in; empty where there are none
 */
public record TargetNames(String prefix, String stateSchema) implements UnaryOperator<String> {
    /** Stands before the names of the state schema's own tables. */
    public static final String STATE = "state:";

    private static final String SHADOW = "shadow_";

    /** Names of a database's own tables alone. */
    public static TargetNames withoutShadows(String prefix) {
        return new TargetNames(prefix, "");
    }

    @Override
    public String apply(String table) {
        boolean isState = table.startsWith(STATE);
        if (!isState && !ShadowTable.isShadow(table)) {
            return Identifiers.quote(Identifiers.withPrefix(prefix, table));
        }
        if (stateSchema.isEmpty()) {
            throw new IllegalStateException("No schema holds " + table);
        }
        if (isState) {
            return Identifiers.quote(stateSchema, table.substring(STATE.length()));
        }
        return Identifiers.quote(stateSchema, SHADOW + ShadowTable.sourceOf(table));
    }

    /** The sentence with every {@code {table}} replaced by that table's name. */
    public String in(String sql) {
        var out = new StringBuilder();
        int from = 0;
        for (int open = sql.indexOf('{'); open >= 0; open = sql.indexOf('{', from)) {
            int close = sql.indexOf('}', open);
            out.append(sql, from, open).append(apply(sql.substring(open + 1, close)));
            from = close + 1;
        }
        return out.append(sql.substring(from)).toString();
    }
}
