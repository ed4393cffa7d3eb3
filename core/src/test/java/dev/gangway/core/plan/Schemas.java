package dev.gangway.core.plan;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.ReferentialAction;
import dev.gangway.core.schema.Table;
import java.util.Arrays;
import java.util.List;

/** Small tables for plan tests: a column is written as {@code "name type"}, the first column is the primary key. */
final class Schemas {
    private Schemas() {}

    static Table table(String name, String... columns) {
        return table(name, List.of(), columns);
    }

    static Table table(String name, List<ForeignKey> foreignKeys, String... columns) {
        List<Column> list = Arrays.stream(columns).map(Schemas::column).toList();
        return new Table(name, list, List.of(list.get(0).name()), List.of(), foreignKeys, "InnoDB", false, 0);
    }

    static Column column(String text) {
        int blank = text.indexOf(' ');
        return new Column(text.substring(0, blank), text.substring(blank + 1), true, null, false, false, null);
    }

    static ForeignKey foreignKey(String column, String parent, String parentColumn, ReferentialAction onDelete) {
        return new ForeignKey(
                "FK_" + column, List.of(column), parent, List.of(parentColumn), onDelete, ReferentialAction.CASCADE);
    }
}
