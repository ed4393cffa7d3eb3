package dev.gangway.cdc.triggers;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.ReferentialAction;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.read.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A way down from a table to one whose rows go with its rows when those are deleted: the references on it, the uppermost first.
 * Immutable.
 *
 * @param tables one per reference: the table that has it
 */
record Descent(List<Table> tables, List<ForeignKey> references) {

    Descent {
        tables = List.copyOf(tables);
        references = List.copyOf(references);
    }

    /** Every way down from a table; into a table that refers to itself one step more. */
    static List<Descent> from(Table table, CapturedTables captured) {
        var found = new ArrayList<Descent>();
        collect(table, new Descent(List.of(), List.of()), captured, found);
        return found;
    }

    private static void collect(Table top, Descent sofar, CapturedTables captured, List<Descent> found) {
        Table lowest = sofar.tables.isEmpty() ? top : sofar.lowest();
        for (Table child : captured.tables()) {
            for (ForeignKey reference : child.foreignKeys()) {
                boolean known = child.equals(top) || sofar.tables.contains(child);
                boolean again = child.equals(lowest) && !sofar.isOntoItself();
                if (isCascade(reference, lowest) && (!known || again)) {
                    Descent longer = sofar.and(child, reference);
                    found.add(longer);
                    collect(top, longer, captured, found);
                }
            }
        }
    }

    /** Whether rows with this reference go with a row of the table. */
    static boolean isCascade(ForeignKey reference, Table parent) {
        return reference.onDelete() == ReferentialAction.CASCADE
                && reference.referencedTable().equals(parent.name());
    }

    private Descent and(Table child, ForeignKey reference) {
        var longerTables = new ArrayList<>(tables);
        longerTables.add(child);
        var longer = new ArrayList<>(references);
        longer.add(reference);
        return new Descent(longerTables, longer);
    }

    private boolean isOntoItself() {
        int last = references.size() - 1;
        return last >= 0 && isCascade(references.get(last), tables.get(last));
    }

    Table lowest() {
        return tables.get(tables.size() - 1);
    }

    /** Reads the lowest rows that hang on those of {@code top} for which the condition holds. */
    String select(CapturedTables captured, Table top, String condition) {
        String where = condition;
        Table parent = top;
        for (int i = 0; i < tables.size(); i++) {
            ForeignKey reference = references.get(i);
            where = row(reference.columns()) + " IN (SELECT " + Identifiers.list(reference.referencedColumns())
                    + " FROM " + Identifiers.quote(captured.realName(parent)) + " WHERE " + where + ")";
            parent = tables.get(i);
        }
        return "SELECT " + Values.selectList(parent.columns()) + " FROM " + Identifiers.quote(captured.realName(parent))
                + " WHERE " + where;
    }

    private static String row(List<String> columns) {
        return columns.stream().map(Identifiers::quote).collect(Collectors.joining(", ", "(", ")"));
    }
}
