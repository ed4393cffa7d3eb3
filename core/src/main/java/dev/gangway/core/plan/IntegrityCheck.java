package dev.gangway.core.plan;

import dev.gangway.core.login.LoginTable;
import dev.gangway.core.plan.IntegrityFinding.Kind;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Compares the tables and columns of both databases through one map file, in both directions, and finds everything that has
 * no counterpart. Pure; finds all, stops at nothing.
 */
public final class IntegrityCheck {
    private final MapRules rules;
    private final Schema source;
    private final Schema target;

    public IntegrityCheck(MapRules rules, Schema source, Schema target) {
        this.rules = rules;
        this.source = source;
        this.target = target;
    }

    /** Checks all tables of both sides. */
    public List<IntegrityFinding> check() {
        return check(names(source), names(target));
    }

    /** Checks the given tables; one that does not exist is a finding. */
    public List<IntegrityFinding> check(Collection<String> sourceTables, Collection<String> targetTables) {
        var findings = new ArrayList<IntegrityFinding>();
        sourceTables.forEach(table -> checkTable(table, Side.SOURCE, findings));
        targetTables.forEach(table -> checkTable(table, Side.DESTINATION, findings));
        return findings;
    }

    private static List<String> names(Schema schema) {
        return schema.tables().stream().map(Table::name).toList();
    }

    private Schema schema(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    private void checkTable(String name, Side side, List<IntegrityFinding> findings) {
        if (side == Side.DESTINATION && name.equals(LoginTable.NAME)) {
            return; // our own, whatever rules there are
        }
        Optional<Table> table = schema(side).table(name);
        if (table.isEmpty()) {
            findings.add(new IntegrityFinding(Kind.DOCUMENT_MISSING, side, name, List.of()));
            return;
        }
        Optional<String> mapped = rules.mappedDocument(name, side);
        if (mapped.isEmpty()) {
            return;
        }
        Optional<Table> counterpart = schema(side.opposite()).table(mapped.get());
        if (counterpart.isEmpty()) {
            findings.add(new IntegrityFinding(Kind.DOCUMENT_NOT_MAPPED, side, name, List.of()));
            return;
        }
        checkFields(table.get(), counterpart.get(), side, findings);
    }

    private void checkFields(Table table, Table counterpart, Side side, List<IntegrityFinding> findings) {
        var notMapped = new TreeSet<String>();
        var mismatched = new TreeSet<String>();
        for (Column column : table.columns()) {
            Optional<String> mapped = rules.mappedField(table.name(), column.name(), side);
            if (mapped.isEmpty()) {
                continue;
            }
            Optional<Column> other = counterpart.column(mapped.get());
            if (other.isEmpty()) {
                notMapped.add(mapped.get());
            } else if (!comparedType(column).equals(comparedType(other.get()))
                    && !rules.isDataTypeIgnored(table.name(), column.name(), side)) {
                mismatched.add(column.name());
            }
        }
        if (!notMapped.isEmpty()) {
            findings.add(new IntegrityFinding(Kind.FIELD_NOT_MAPPED, side, table.name(), List.copyOf(notMapped)));
        }
        if (!mismatched.isEmpty()) {
            findings.add(new IntegrityFinding(Kind.TYPE_MISMATCH, side, table.name(), List.copyOf(mismatched)));
        }
    }

    /** The part of a type that the check compares: the bare word for numbers and characters, all of it for the rest. */
    static String comparedType(Column column) {
        String base = column.baseType();
        return switch (base) {
            case "varchar", "char", "decimal", "tinyint", "smallint", "mediumint", "int", "bigint" -> base;
            case "float" -> column.isUnsigned() ? column.type() : base;
            default -> column.type();
        };
    }
}
