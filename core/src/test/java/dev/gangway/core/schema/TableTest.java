package dev.gangway.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Column id = new Column("id", "int(10) unsigned", false, null, true, false, null);
    private final Column name = new Column("name", "varchar(10)", true, null, false, false, null);

    @Test
    void findsColumnsByName() {
        Table table = table(List.of(id, name));

        assertThat(table.column("name")).containsSame(name);
        assertThat(table.column("Name")).isEmpty();
        assertThat(table.hasColumn("id")).isTrue();
        assertThat(table.columns()).containsExactly(id, name);
    }

    @Test
    void equalsATableOfTheSameColumnsAndKeepsItsOwn() {
        var columns = new ArrayList<>(List.of(id));
        Table table = table(columns);
        columns.add(name);

        assertThat(table).isEqualTo(table(List.of(id))).isNotEqualTo(table(columns));
        assertThat(table.hashCode()).isEqualTo(table(List.of(id)).hashCode());
        assertThat(table.columns()).isEqualTo(List.of(id));
    }

    private static Table table(List<Column> columns) {
        return new Table("t", columns, List.of("id"), List.of(), List.of(), "InnoDB", false, 0);
    }
}
