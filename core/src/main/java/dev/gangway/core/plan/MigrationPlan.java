package dev.gangway.core.plan;

import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Schema;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything compiled from the rule files and both schemas: per source table the way to its target rows. Immutable and
 * thread-safe; bulk load, stream, diff and repair run the same plan.
 */
public final class MigrationPlan {
    private final Schema source;
    private final Schema target;
    private final Compatibility compatibility;
    private final Map<String, TablePlan> tables;

    MigrationPlan(Schema source, Schema target, Compatibility compatibility, Collection<TablePlan> tables) {
        this.source = source;
        this.target = target;
        this.compatibility = compatibility;
        var bySource = new LinkedHashMap<String, TablePlan>();
        tables.forEach(table -> bySource.put(table.source().name(), table));
        this.tables = Collections.unmodifiableMap(bySource);
    }

    public Schema source() {
        return source;
    }

    public Schema target() {
        return target;
    }

    public Compatibility compatibility() {
        return compatibility;
    }

    /** Plans in the source's listing order. */
    public Collection<TablePlan> tables() {
        return tables.values();
    }

    /** The plan of a source table; empty when it is not migrated. */
    public Optional<TablePlan> table(String sourceTable) {
        return Optional.ofNullable(tables.get(sourceTable));
    }
}
