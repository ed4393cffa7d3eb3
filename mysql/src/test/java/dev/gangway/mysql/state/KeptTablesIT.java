package dev.gangway.mysql.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.mysql.TestDatabases;
import dev.gangway.mysql.connect.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a mode writes over can be brought back: structure, rows and next generated id. */
class KeptTablesIT {
    private static final List<String> TABLES = List.of("parent", "child", "empty_one", "made", "odd `name");

    @ParameterizedTest
    @EnumSource(
            value = DatabaseFlavor.class,
            names = {"MARIADB_11_4", "MYSQL_8_0"})
    void bringsBackWhatWasThere(DatabaseFlavor flavor) throws SQLException {
        // Given
        StateSchema schema = fresh(flavor);
        Database target = schema.target();
        run(
                target,
                "CREATE TABLE parent (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(20), upper_v VARCHAR(20) AS (UPPER(v)) STORED)",
                "CREATE TABLE child (id INT AUTO_INCREMENT PRIMARY KEY, parent_id INT, at TIMESTAMP NOT NULL DEFAULT"
                        + " CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, d DATE NOT NULL DEFAULT '0000-00-00',"
                        + " CONSTRAINT fk_child FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE)",
                "CREATE TABLE empty_one (id INT AUTO_INCREMENT PRIMARY KEY)",
                "CREATE TABLE `odd ``name` (`key` VARCHAR(5) CHARACTER SET latin1, b BLOB)",
                "INSERT INTO parent (id, v) VALUES (0, 'admin'), (1, 'a'), (90, NULL)",
                "DELETE FROM parent WHERE id = 90",
                "INSERT INTO child (id, parent_id, at) VALUES (5, 1, '2020-02-02 02:02:02')",
                "INSERT INTO `odd ``name` VALUES ('\u00e9', x'00ff')");
        List<List<@Nullable String>> before = picture(target);
        var kept = new KeptTables(schema, "data");
        kept.keep(TABLES);
        kept.keepMade(List.of("made"));
        // When
        run(
                target,
                "TRUNCATE TABLE parent",
                "INSERT INTO parent (id, v) VALUES (700, 'new')",
                "DROP TABLE child",
                "CREATE TABLE child (other INT)",
                "INSERT INTO empty_one VALUES (1), (2)",
                "CREATE TABLE made (id INT)",
                "DELETE FROM `odd ``name`");
        new KeptTables(schema, "data").keep(TABLES);
        var later = new KeptTables(schema, "data");
        later.all().forEach(later::restore);
        later.all().forEach(later::restore);
        // Then
        assertThat(picture(target)).isEqualTo(before);
        assertThat(later.copyOf("parent")).isPresent();
        later.forget();
        assertThat(later.all()).isEmpty();
        assertThat(query(
                        target,
                        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + schema.name()
                                + "' AND TABLE_NAME LIKE 'data%'"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = DatabaseFlavor.class, names = "MARIADB_11_4")
    void keepsForEachModeWhatThatModeFound(DatabaseFlavor flavor) throws SQLException {
        // Given
        StateSchema schema = fresh(flavor);
        run(schema.target(), "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        new KeptTables(schema, "settings").keep(List.of("t"));
        run(schema.target(), "INSERT INTO t VALUES (2)");
        new KeptTables(schema, "data").keep(List.of("t"));
        run(schema.target(), "DELETE FROM t");
        // When
        var data = new KeptTables(schema, "data");
        data.all().forEach(data::restore);
        List<List<@Nullable String>> afterData = query(schema.target(), "SELECT id FROM t ORDER BY id");
        var settings = new KeptTables(schema, "settings");
        settings.all().forEach(settings::restore);
        // Then
        assertThat(afterData).containsExactly(List.of("1"), List.of("2"));
        assertThat(query(schema.target(), "SELECT id FROM t")).containsExactly(List.of("1"));
    }

    private static StateSchema fresh(DatabaseFlavor flavor) {
        Database target = TestDatabases.fresh(flavor, Side.DESTINATION);
        var schema = new StateSchema(target, target.config().name().replace('_', '-'));
        schema.open();
        return schema;
    }

    /** Structure and rows of every table. */
    private static List<List<@Nullable String>> picture(Database target) throws SQLException {
        var picture = new ArrayList<List<@Nullable String>>();
        for (List<@Nullable String> table : query(target, "SHOW TABLES")) {
            String name = "`" + String.valueOf(table.get(0)).replace("`", "``") + "`";
            picture.addAll(query(target, "SHOW CREATE TABLE " + name));
            picture.addAll(query(target, "SELECT * FROM " + name + " ORDER BY 1"));
        }
        return picture;
    }

    private static void run(Database database, String... statements) throws SQLException {
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<List<@Nullable String>> query(Database database, String sql) throws SQLException {
        var rows = new ArrayList<List<@Nullable String>>();
        try (Connection connection = database.open();
                var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                var row = new ArrayList<@Nullable String>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
