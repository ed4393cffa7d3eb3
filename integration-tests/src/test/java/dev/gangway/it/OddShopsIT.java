package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shops whose names, tables and values are not what one expects, loaded from one real server into another. */
class OddShopsIT {
    private static final String LONG = "x".repeat(64);

    @TempDir
    Path folder = Path.of("");

    static Stream<Arguments> servers() {
        return Stream.of(
                Arguments.of(DatabaseFlavor.MARIADB_11_4, DatabaseFlavor.MARIADB_11_4),
                Arguments.of(DatabaseFlavor.MYSQL_5_7, DatabaseFlavor.MYSQL_8_0));
    }

    private OddShop shop(DatabaseFlavor source, DatabaseFlavor target) {
        return new OddShop(Servers.database(source), Servers.database(target), folder);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void carriesReservedAndLongNames(DatabaseFlavor source, DatabaseFlavor target) throws Exception {
        try (OddShop shop = shop(source, target)) {
            shop.both(
                            "CREATE TABLE `order` (`select` INT, `from` VARCHAR(9), `to``do` INT, PRIMARY KEY (`select`, `from`))",
                            "CREATE TABLE `group` (`key` INT PRIMARY KEY, `rank` INT, `system` INT, `new_row` INT)",
                            "CREATE TABLE `with blank-and.dot` (`a b` INT PRIMARY KEY)",
                            "CREATE TABLE " + LONG + " (" + LONG + " INT PRIMARY KEY, v INT)")
                    .source(
                            "INSERT INTO `order` VALUES (1, 'a', 1), (1, 'b', 2), (2, 'a', 3)",
                            "INSERT INTO `group` VALUES (1, 2, 3, 4), (0, 0, 0, 0)",
                            "INSERT INTO `with blank-and.dot` VALUES (4), (5)",
                            "INSERT INTO " + LONG + " VALUES (1, 2), (3, 4), (5, 6)");

            shop.chunkRows(1).load();

            for (String table : List.of("order", "group", "with blank-and.dot", LONG)) {
                shop.assertCopied(table);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void knowsTablesByTheirPrefixOnBothSides(DatabaseFlavor source, DatabaseFlavor target) throws Exception {
        try (OddShop shop = shop(source, target).prefixes("shop_", "m2_")) {
            String rest = "y".repeat(59);
            shop.source(
                            "CREATE TABLE shop_plain (id INT PRIMARY KEY, v INT)",
                            "CREATE TABLE shop_" + rest + " (id INT PRIMARY KEY, v INT)",
                            "CREATE TABLE shop_shop_twice (id INT PRIMARY KEY)",
                            "CREATE TABLE wp_posts (id INT PRIMARY KEY)",
                            "CREATE TABLE wp_comments (id INT PRIMARY KEY, post_id INT, FOREIGN KEY (post_id) REFERENCES wp_posts (id))",
                            "INSERT INTO shop_plain VALUES (1, 2), (2, 3)",
                            "INSERT INTO shop_" + rest + " VALUES (1, 2)",
                            "INSERT INTO shop_shop_twice VALUES (1)",
                            "INSERT INTO wp_comments VALUES (1, 77)")
                    .target(
                            "CREATE TABLE m2_plain (id INT PRIMARY KEY, v INT)",
                            "CREATE TABLE m2_" + rest + " (id INT PRIMARY KEY, v INT)",
                            "CREATE TABLE m2_shop_twice (id INT PRIMARY KEY)",
                            "CREATE TABLE plain (id INT PRIMARY KEY, v INT)");

            shop.load();

            shop.assertCopied("plain");
            shop.assertCopied(rest);
            shop.assertCopied("shop_twice");
            assertThat(shop.targetRows("plain")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void carriesTablesWithoutKeyAndOfOtherEngines(DatabaseFlavor source, DatabaseFlavor target) throws Exception {
        try (OddShop shop = shop(source, target)) {
            shop.both(
                            "CREATE TABLE keyless (a INT, b VARCHAR(20), c BLOB)",
                            "CREATE TABLE half_key (a INT NULL, b INT, UNIQUE KEY (a))",
                            "CREATE TABLE isam (id INT PRIMARY KEY, v VARCHAR(20)) ENGINE = MyISAM",
                            "CREATE TABLE old_latin (v VARCHAR(50)) ENGINE = MyISAM DEFAULT CHARSET latin1",
                            "CREATE TABLE one_column (v INT)")
                    .source(
                            "INSERT INTO keyless VALUES (1, 'same', 'x'), (1, 'same', 'x'), (1, 'same', 'x'), (NULL, NULL, NULL),"
                                    + " (NULL, NULL, NULL), (1, 'Same', 'x'), (1, 'same ', 'x'), (1, 'same', '')",
                            "INSERT INTO half_key VALUES (NULL, 1), (NULL, 1), (3, 1), (4, 1)",
                            "INSERT INTO isam VALUES (0, 'zero'), (-5, 'minus'), (7, NULL)",
                            "INSERT INTO old_latin VALUES ('caf\u00e9'), ('caf\u00e9'), (x'C3A9'), (x'80819E'), ('')",
                            "INSERT INTO one_column VALUES (1), (1), (NULL), (NULL), (2)");

            shop.chunkRows(1).load();

            for (String table : List.of("keyless", "half_key", "isam", "old_latin", "one_column")) {
                shop.assertCopied(table);
            }
            assertThat(shop.losses()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void readsViewsAndLeavesGeneratedColumnsToTheTarget(DatabaseFlavor source, DatabaseFlavor target) throws Exception {
        try (OddShop shop = shop(source, target)) {
            shop.source(
                            "CREATE TABLE base (id INT PRIMARY KEY, v INT, w INT GENERATED ALWAYS AS (v * 2) VIRTUAL)",
                            "INSERT INTO base (id, v) VALUES (1, 10), (2, 20), (3, NULL)",
                            "CREATE VIEW shown AS SELECT id, v FROM base WHERE v IS NOT NULL",
                            "CREATE TABLE gone (id INT)",
                            "CREATE VIEW broken AS SELECT id FROM gone",
                            "DROP TABLE gone",
                            "CREATE TABLE summed (id INT PRIMARY KEY, a INT, total INT)",
                            "INSERT INTO summed VALUES (1, 1, 999), (2, NULL, 999)")
                    .target(
                            "CREATE TABLE base (id INT PRIMARY KEY, v INT, w INT)",
                            "CREATE TABLE shown (id INT, v INT)",
                            "CREATE TABLE summed (id INT PRIMARY KEY, a INT, total INT GENERATED ALWAYS AS (a + 1) STORED)");

            shop.ignoring("broken").load();

            shop.assertCopied("base");
            shop.assertCopied("shown");
            assertThat(shop.targetServer.query("SELECT id, a, total FROM " + shop.target + ".summed ORDER BY id"))
                    .containsExactly(List.of("1", "1", "2"), java.util.Arrays.asList("2", null, null));
        }
    }
}
