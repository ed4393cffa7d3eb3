package dev.gangway.app.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadedStructureTest {
    private static final Map<String, String> LOADED = Map.of("mg_page", """
            CREATE TABLE `mg_page` (
              `id` int(11) NOT NULL,
              `title` varchar(255) DEFAULT 'a, `b`' COMMENT 'Title',
              `extra` int(11) DEFAULT NULL,
              PRIMARY KEY (`id`),
              KEY `title` (`title`)
            ) ENGINE=InnoDB""");

    private final LoadedStructure loaded = new LoadedStructure(LOADED, (table, column) -> column.equals("extra"));

    @Test
    void namesAColumnThatIsGoneWithTheStatementThatBringsItBack() {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> loaded.compareWith(tables("id")))
                .satisfies(e ->
                        org.assertj.core.api.Assertions.assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_SCHEMA_CHANGED))
                .withMessageContaining(
                        "ALTER TABLE `mg_page` ADD COLUMN `title` varchar(255) DEFAULT 'a, `b`' COMMENT 'Title'")
                .withMessageNotContaining("extra");
    }

    @Test
    void acceptsColumnsInOtherLettersMoreColumnsAndTablesOfWhichNothingIsKnown() {
        assertThatCode(() -> loaded.compareWith(tables("ID", "Title", "more"))).doesNotThrowAnyException();
        assertThatCode(() -> new LoadedStructure(Map.of(), (table, column) -> false).compareWith(tables("id")))
                .doesNotThrowAnyException();
    }

    private static CapturedTables tables(String... columns) {
        var database = new Database(DatabaseConfig.tcp(Side.SOURCE, "nowhere", 1, "shop", "u", Password.of("p"))
                .withPrefix("mg_"));
        List<Column> all = Arrays.stream(columns)
                .map(name -> new Column(name, "int(11)", true, null, false, false, null))
                .toList();
        return new CapturedTables(
                database, List.of(new Table("page", all, List.of(), List.of(), List.of(), "InnoDB", false, 0)));
    }
}
