package dev.gangway.cdc.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "varchar(255)|varchar(300)|true",
                "varchar(300)|varchar(255)|false",
                "varchar(20)|mediumtext|true",
                "text|varchar(255)|false",
                "int(10) unsigned|bigint unsigned|true",
                "int|int unsigned|false",
                "bigint|int|false",
                "decimal(12,4)|decimal(14,4)|true",
                "decimal(12,4)|decimal(14,6)|true",
                "decimal(12,4)|decimal(12,6)|false",
                "enum('a','b')|enum('a','b','c')|true",
                "enum('a','b')|enum('b','a')|false",
                "datetime|datetime(6)|true",
                "datetime(6)|datetime|false",
                "float|double|false",
                "blob|longblob|true",
                "varbinary(8)|varbinary(4)|false"
            })
    void tellsAWiderColumnFromOneThatChangesValues(String before, String after, boolean keeps) {
        assertThat(column("c", after).keepsValuesOf(column("c", before))).isEqualTo(keeps);
    }

    @Test
    void comparesNamesWithoutRegardToCaseAndLeavesUnneededColumnsAlone() {
        var check = new ShapeCheck(table(), name -> !name.equals("extra"));
        assertThat(check.misfits(shape("ID int", "Title varchar(9)"))).isEmpty();
        assertThat(check.misfits(shape("id int", "extra int")))
                .containsExactly("column `title` was dropped or renamed");
        assertThat(check.misfits(shape("id int", "title int")))
                .containsExactly("column `title` is int and no longer varchar(255)");
        assertThat(check.misfits(null)).containsExactly("the table was dropped or renamed");
    }

    @Test
    void isTheSameAfterItWasWrittenAndRead() {
        TableShape shape = new TableShape(List.of(column("a b", "enum('x','y')")), List.of("a b", "c"), true);
        assertThat(TableShape.parse(shape.toText())).isEqualTo(shape);
    }

    private static Table table() {
        return new Table(
                "page",
                List.of(
                        new Column("id", "int", false, null, false, false, null),
                        new Column("title", "varchar(255)", true, null, false, false, "utf8"),
                        new Column("extra", "int", true, null, false, false, null)),
                List.of("id"),
                List.of(),
                List.of(),
                "InnoDB",
                false,
                0);
    }

    private static TableShape shape(String... columns) {
        return new TableShape(
                java.util.Arrays.stream(columns)
                        .map(c -> column(c.split(" ")[0], c.split(" ")[1]))
                        .toList(),
                List.of("Id"),
                false);
    }

    private static ColumnShape column(String name, String type) {
        return new ColumnShape(name, type, true, "");
    }
}
