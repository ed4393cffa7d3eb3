package dev.gangway.derivations.cleaning;

import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.ReferentialAction;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.state.AsideTables;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rows that Magento 2 deletes together with their parent, such as the texts of an option: they stay no longer than it. Immutable.
 *
 * @param table the children's
 * @param column the child's column that names its parent
 * @param parentKey the parent's column that it names
 */
public record ChildRows(Table table, String column, String parent, String parentKey) {

    /** The children, of any of these tables, in other tables of the schema. */
    public static List<ChildRows> of(Schema schema, Set<String> parents) {
        return schema.tables().stream()
                .filter(table ->
                        !parents.contains(table.name()) && !table.primaryKey().isEmpty())
                .flatMap(table -> of(table, parents))
                .toList();
    }

    /** One parent for each table: a row is held once, whatever else would take it out. */
    private static Stream<ChildRows> of(Table table, Set<String> parents) {
        return table.foreignKeys().stream()
                .filter(key -> key.onDelete() == ReferentialAction.CASCADE
                        && key.columns().size() == 1
                        && parents.contains(key.referencedTable()))
                .map(key -> of(table, key))
                .limit(1);
    }

    private static ChildRows of(Table table, ForeignKey key) {
        return new ChildRows(
                table,
                key.columns().get(0),
                key.referencedTable(),
                key.referencedColumns().get(0));
    }

    /** The name of the table that holds parents which are left out. */
    public String held() {
        return AsideTables.nameOf(parent);
    }

    /** Why a child is not there. */
    public String reason() {
        return "its row in " + parent + " is left out";
    }
}
