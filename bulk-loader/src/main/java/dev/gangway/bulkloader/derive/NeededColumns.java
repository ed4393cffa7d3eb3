package dev.gangway.bulkloader.derive;

import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.IntegrityFinding.Kind;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Finds tables and columns that a step cannot work without, all of them at once. */
final class NeededColumns {
    private final Side side;
    private final Schema schema;
    private final List<IntegrityFinding> findings = new ArrayList<>();

    NeededColumns(Side side, Schema schema) {
        this.side = side;
        this.schema = schema;
    }

    /** The table must have these columns; it may have more. */
    NeededColumns have(String name, String... columns) {
        check(name, List.of(columns));
        return this;
    }

    /** The table must have these columns and no others, because rows are written without regard to others. */
    NeededColumns haveExactly(String name, String... columns) {
        Table table = check(name, List.of(columns));
        if (table != null) {
            var unknown = new TreeSet<>(table.columnNames());
            List.of(columns).forEach(unknown::remove);
            add(Kind.FIELD_NOT_MAPPED, name, unknown);
        }
        return this;
    }

    private @org.jspecify.annotations.Nullable Table check(String name, List<String> columns) {
        Table table = schema.table(name).orElse(null);
        if (table == null) {
            findings.add(new IntegrityFinding(Kind.DOCUMENT_MISSING, side, name, List.of()));
            return null;
        }
        var missing = new TreeSet<>(columns);
        table.columnNames().forEach(missing::remove);
        add(Kind.FIELD_MISSING, name, missing);
        return table;
    }

    private void add(Kind kind, String table, TreeSet<String> columns) {
        if (!columns.isEmpty()) {
            findings.add(new IntegrityFinding(kind, side, table, List.copyOf(columns)));
        }
    }

    List<IntegrityFinding> findings() {
        return findings;
    }
}
