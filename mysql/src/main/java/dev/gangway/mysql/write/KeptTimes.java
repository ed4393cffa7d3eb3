package dev.gangway.mysql.write;

import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import java.util.Collection;
import java.util.stream.Collectors;

/** Assignments that keep a row's times as they are: an UPDATE statement renews columns with ON UPDATE CURRENT_TIMESTAMP. */
public final class KeptTimes {

    private KeptTimes() {}

    /**
     * What stands behind the statement's own assignments: begins with a comma, empty when the table has no other times.
     *
     * @param alias stands before names of columns, with its dot; may be empty
     * @param assigned columns that the statement sets itself
     */
    public static String of(Table table, String alias, Collection<String> assigned) {
        return table.columns().stream()
                .filter(column -> !column.generated() && !assigned.contains(column.name()))
                .filter(column -> column.baseType().equals("timestamp")
                        || column.baseType().equals("datetime"))
                .map(column -> alias + Identifiers.quote(column.name()))
                .map(name -> ", " + name + " = " + name)
                .collect(Collectors.joining());
    }
}
