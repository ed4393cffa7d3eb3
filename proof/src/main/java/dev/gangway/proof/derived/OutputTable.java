package dev.gangway.proof.derived;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.core.schema.UniqueKey;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.proof.find.Counts;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.row.KeyOrder;
import dev.gangway.proof.row.RowComparer;
import dev.gangway.proof.row.TableRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** Compares the rows of one table that a derivation writes; numbers that the server gives them do not count. Immutable. */
final class OutputTable {
    private final Output output;
    private final Table table;
    private final KeyOrder order;
    private final RowComparer comparer;
    private final TableRows rows;

    OutputTable(Output output, Table table, TargetNames names) {
        this.output = output;
        this.table = table;
        List<String> identity = identity(output, table);
        this.order = new KeyOrder(table, identity);
        List<Column> columns = table.columns().stream()
                .filter(column -> !column.generated())
                .filter(column -> !column.autoIncrement() || identity.contains(column.name()))
                .toList();
        this.comparer = new RowComparer(table.name(), order, columns);
        this.rows = new TableRows(names.apply(table.name()), table.name(), columns);
    }

    /** What tells rows apart without a number that the server gives, unless that number is the derivation's key. */
    private static List<String> identity(Output output, Table table) {
        if (table.primaryKey().contains(output.column())) {
            return table.primaryKey();
        }
        if (table.primaryKey().stream().noneMatch(name -> isGiven(table, name))
                && !table.primaryKey().isEmpty()) {
            return table.primaryKey();
        }
        return table.uniqueKeys().stream()
                .map(UniqueKey::columns)
                .filter(key -> key.stream().noneMatch(name -> isGiven(table, name)))
                .findFirst()
                .orElse(table.identity());
    }

    private static boolean isGiven(Table table, String column) {
        return table.column(column).orElseThrow().autoIncrement();
    }

    String name() {
        return table.name();
    }

    Output output() {
        return output;
    }

    /** Compares the rows of these keys as recomputed on one connection with those that another one sees. */
    Counts compare(Connection recomputed, Connection live, Keys keys, Consumer<Finding> found) throws SQLException {
        String column = output.column();
        String condition = (column.isEmpty() ? "TRUE" : keys.on(Identifiers.quote(column))) + order.orderBy();
        try (RowStream expected = rows.open(recomputed, condition);
                RowStream actual = rows.open(live, condition)) {
            RowComparer.Result result =
                    comparer.compare(expected::next, actual::next, finding -> found.accept(keyed(finding)));
            return new Counts(0, result.actual(), result.equal(), 0);
        }
    }

    /** Seen again by the derivation's key. */
    private Finding keyed(Finding finding) {
        return finding.at(finding.row()
                .filter(row -> !output.column().isEmpty())
                .map(row -> row.get(output.column()))
                .map(List::of)
                .orElse(List.of()));
    }
}
