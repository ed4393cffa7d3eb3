package dev.gangway.derivations.customer;

import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import java.util.List;
import java.util.stream.Collectors;

/** Assignments that keep a table's times as they are, which an UPDATE would otherwise renew. */
final class KeptTimes {

    private KeptTimes() {}

    /** Begins with a comma; empty when the table has no times. */
    static String of(Schema target, String table, String alias) {
        return target.table(table).map(Table::columns).orElse(List.of()).stream()
                .filter(column -> !column.generated()
                        && (column.baseType().equals("timestamp")
                                || column.baseType().equals("datetime")))
                .map(column -> alias + "." + Identifiers.quote(column.name()))
                .map(name -> ", " + name + " = " + name)
                .collect(Collectors.joining());
    }
}
