package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.Servers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and keys at the edges of what the servers can hold arrive byte for byte, whichever way rows are copied. */
class OddValuesIT {

    /** Keys whose order or equality is easily misjudged: letter case, accents, blanks at the end, what looks like a pattern. */
    private static final List<String> TRAPS = List.of(
            "",
            "a",
            "b",
            "B",
            "e",
            "f",
            "ss",
            "z",
            "Z1",
            "0",
            "00",
            "-1",
            "1e1",
            "%",
            "_",
            "a%",
            "a_b",
            "a b",
            "a  b",
            " a",
            "a\\\\",
            "''",
            "\"",
            "\u00e6",
            "\u00f8",
            "\u0131",
            "\u00df1",
            "\u4e2d",
            "zz\u00e9",
            "\\0",
            "\\n",
            "tab\\t");

    @TempDir
    Path folder = Path.of("");

    static Stream<Arguments> servers() {
        return OddShopsIT.servers();
    }

    private OddShop shop(DatabaseFlavor source, DatabaseFlavor target) {
        return new OddShop(Servers.database(source), Servers.database(target), folder);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void carriesTextOfEveryCharset(DatabaseFlavor source, DatabaseFlavor target) throws Exception {
        try (OddShop shop = shop(source, target)) {
            shop.both("CREATE TABLE texts (id INT PRIMARY KEY, four VARCHAR(50) CHARACTER SET utf8mb4,"
                            + " three VARCHAR(50) CHARACTER SET utf8, latin VARCHAR(50) CHARACTER SET latin1,"
                            + " bytes VARBINARY(50)) DEFAULT CHARSET utf8")
                    .source("CREATE TABLE narrowed (id INT PRIMARY KEY, v VARCHAR(50) CHARACTER SET utf8mb4)")
                    .target("CREATE TABLE narrowed (id INT PRIMARY KEY, v VARCHAR(50) CHARACTER SET utf8)")
                    .source(
                            "INSERT INTO texts VALUES (1, '\ud83d\ude00 ok', '\u20ac \u4e2d', 'caf\u00e9 \u20ac', x'FFFEC3280041')",
                            "INSERT INTO texts VALUES (2, 'e\u0301\u200d\ud83d\udc69', '\u0131', x'C3A9', x'F09F98')",
                            "INSERT INTO texts VALUES (3, '', '', x'8081A0FF', x'')",
                            "INSERT INTO texts VALUES (4, NULL, NULL, NULL, NULL), (5, '\\\\N', 'NULL', '\\\\', x'5C4E')",
                            "INSERT INTO narrowed VALUES (1, 'plain'), (2, 'cut \ud83d\ude00 here'), (3, '\u4e2d')");

            shop.load();

            shop.assertCopied("texts");
            assertThat(shop.losses()).containsExactly(List.of("narrowed", "v", "TRUNCATED", "1"));
            assertThat(shop.targetRows("narrowed")).hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void carriesExtremesOfEveryType(DatabaseFlavor source, DatabaseFlavor target) throws Exception {
        for (boolean direct : new boolean[] {false, true}) {
            try (OddShop shop = shop(source, target)) {
                shop.both(
                                "CREATE TABLE extremes (id INT PRIMARY KEY, da DATE, dt DATETIME, ts TIMESTAMP NULL, ti TIME, y YEAR,"
                                        + " b1 BIT(1), b64 BIT(64), bi BINARY(4), e ENUM('a', '', 'b,c'), s SET('x', 'y z', 'w'),"
                                        + " bu BIGINT UNSIGNED, d DECIMAL(65, 30), f FLOAT, db DOUBLE, ti6 TIME(6), dt6 DATETIME(6))")
                        .source(
                                "INSERT INTO extremes VALUES (0, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00',"
                                        + " '-838:59:59', 1901, b'0', 0, x'00', 0, '', 0, -0.000000000000000000000000000001, -0.0, 4.9e-324,"
                                        + " '-00:00:00.000001', '0000-00-00 00:00:00')",
                                "INSERT INTO extremes VALUES (2147483647, '9999-12-31', '9999-12-31 23:59:59', '2038-01-19 03:14:07',"
                                        + " '838:59:59', 2155, b'1', 0xFFFFFFFFFFFFFFFF, x'FFFFFFFF', 'b,c', 'x,y z,w', 18446744073709551615,"
                                        + " 99999999999999999999999999999999999.999999999999999999999999999999, 3.4e38, -1.7e308,"
                                        + " '838:59:58.999999', '9999-12-31 23:59:59.999999')",
                                "INSERT INTO extremes VALUES (-2147483648, '2014-02-00', '2014-00-01 10:11:12', '1970-01-01 00:00:01',"
                                        + " '24:00:00', 0, b'1', 1, 'a', '', 'w', 9223372036854775808, 0.1, 0.1, 0.1, '00:00:00.5',"
                                        + " '2001-03-25 02:30:00.000001')",
                                "INSERT INTO extremes (id) VALUES (5)");

                (direct ? shop.direct() : shop).load();

                shop.assertCopied("extremes");
                assertThat(shop.losses()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void cutsTablesByKeysThatAreEasilyMisjudged(DatabaseFlavor source, DatabaseFlavor target) throws Exception {
        try (OddShop shop = shop(source, target)) {
            List<String> tables = new ArrayList<>();
            keys(shop, tables, "ci", "VARCHAR(30) CHARACTER SET utf8 COLLATE utf8_general_ci");
            keys(shop, tables, "uni", "VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
            keys(shop, tables, "bin", "VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
            keys(shop, tables, "swedish", "VARCHAR(30) CHARACTER SET latin1 COLLATE latin1_swedish_ci");
            keys(shop, tables, "german", "CHAR(30) CHARACTER SET latin1 COLLATE latin1_german1_ci");
            keys(shop, tables, "bytes", "VARBINARY(30)");
            numbers(shop, tables);

            shop.chunkRows(3).load();

            for (String table : tables) {
                shop.assertCopied(table);
            }
            assertThat(shop.losses()).isEmpty();
        }
    }

    private static void keys(OddShop shop, List<String> tables, String name, String type) throws Exception {
        shop.both(
                "CREATE TABLE " + name + " (k " + type + " PRIMARY KEY, id INT)",
                "CREATE TABLE two_" + name + " (k " + type + ", n SMALLINT, id INT, PRIMARY KEY (k, n))");
        List<String> rows = new ArrayList<>();
        List<String> more = new ArrayList<>();
        for (int i = 0; i < TRAPS.size(); i++) {
            rows.add("INSERT IGNORE INTO " + name + " VALUES ('" + TRAPS.get(i).replace("''", "\\'") + "', " + i + ")");
            for (int n = -1; n < 2; n++) {
                more.add("INSERT IGNORE INTO two_" + name + " VALUES ('"
                        + TRAPS.get(i).replace("''", "\\'") + "', " + n + ", " + i + ")");
            }
        }
        for (String extra : List.of("A", "\u00e9", "\ud83d\ude00", "a ", "E")) {
            rows.add("INSERT IGNORE INTO " + name + " VALUES ('" + extra + "', 99)");
            more.add("INSERT IGNORE INTO two_" + name + " VALUES ('" + extra + "', 7, 99)");
        }
        shop.source(rows.toArray(String[]::new));
        shop.source(more.toArray(String[]::new));
        shop.source("ANALYZE TABLE " + name, "ANALYZE TABLE two_" + name);
        tables.add(name);
        tables.add("two_" + name);
    }

    private static void numbers(OddShop shop, List<String> tables) throws Exception {
        shop.both(
                "CREATE TABLE huge (id BIGINT UNSIGNED PRIMARY KEY, v INT)",
                "CREATE TABLE sparse (id BIGINT UNSIGNED PRIMARY KEY, v INT)",
                "CREATE TABLE minus (id BIGINT PRIMARY KEY, v INT)",
                "CREATE TABLE moment (id DATETIME, n BIGINT UNSIGNED, PRIMARY KEY (id, n))");
        var random = new Random(5);
        for (int i = 0; i < 40; i++) {
            shop.source(
                    "INSERT INTO huge VALUES (18446744073709551615 - " + i + ", " + i + ")",
                    "INSERT IGNORE INTO sparse VALUES (" + Long.toUnsignedString(random.nextLong()) + ", " + i + ")",
                    "INSERT INTO minus VALUES (" + (i - 20) + ", " + i + ")",
                    "INSERT IGNORE INTO moment VALUES (IF(" + i
                            + " % 5, '2020-01-01', '0000-00-00'), 18446744073709551600 + " + i % 16 + " - " + i / 16
                            + ")");
        }
        shop.source(
                "INSERT INTO sparse VALUES (0, 0), (18446744073709551615, 1), (9223372036854775807, 2), (9223372036854775808, 3)",
                "INSERT INTO minus VALUES (-9223372036854775808, 0), (9223372036854775807, 1)",
                "ANALYZE TABLE huge",
                "ANALYZE TABLE sparse",
                "ANALYZE TABLE minus",
                "ANALYZE TABLE moment");
        tables.addAll(List.of("huge", "sparse", "minus", "moment"));
    }
}
