package dev.gangway.bulkloader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.bulkloader.orphan.OrphanExport;
import dev.gangway.bulkloader.orphan.OrphanFinder;
import dev.gangway.bulkloader.orphan.Orphans;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.Mode;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.schema.SchemaInspector;
import dev.gangway.mysql.state.ParkedStore;
import dev.gangway.testkit.shop.StepsConfig;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows without a parent, on every server: counted, listed, and carried or parked with what hangs on them. */
@Tag("servers")
class OrphansIT {
    private static final String[] TABLES = {
        "CREATE TABLE shop_order (id INT PRIMARY KEY, code VARCHAR(9) CHARACTER SET latin1 UNIQUE)",
        "CREATE TABLE shop_item (id INT AUTO_INCREMENT PRIMARY KEY, order_id INT NULL, note VARCHAR(20),"
                + " KEY (order_id), CONSTRAINT item_order FOREIGN KEY (order_id) REFERENCES shop_order (id))",
        "CREATE TABLE shop_option (item_id INT, name VARCHAR(20), PRIMARY KEY (item_id, name),"
                + " CONSTRAINT option_item FOREIGN KEY (item_id) REFERENCES shop_item (id))",
        "CREATE TABLE shop_tag (id INT PRIMARY KEY, code VARCHAR(9) CHARACTER SET latin1,"
                + " CONSTRAINT tag_code FOREIGN KEY (code) REFERENCES shop_order (code))"
    };

    @TempDir
    Path folder = Path.of("");

    private static LoadFixture shop(DatabaseFlavor flavor, Path folder) {
        var shop = LoadFixture.fresh(Servers.database(flavor), folder, StepsConfig.NO_RULES);
        shop.both(TABLES);
        shop.server()
                .executeIn(
                        shop.source,
                        "SET foreign_key_checks = 0",
                        "INSERT INTO shop_order VALUES (1, 'a'), (2, 'b')",
                        "INSERT INTO shop_item VALUES (1, 1, 'kept'), (2, NULL, 'kept'), (3, 8, 'lost'), (4, 8, 'lost'),"
                                + " (5, 9, 'lost')",
                        "INSERT INTO shop_option VALUES (1, 'kept'), (3, 'hangs on 3'), (3, 'twice'), (5, 'hangs on 5')",
                        "INSERT INTO shop_tag VALUES (1, 'A'), (2, 'x,\"y'), (3, NULL)");
        return shop;
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void countsAndListsRowsWithoutParent(DatabaseFlavor flavor) throws Exception {
        // Given
        var shop = shop(flavor, folder);
        var source = shop.database(Side.SOURCE);
        var into = new StringWriter();

        // When
        List<Orphans> found = new OrphanFinder(source, SchemaInspector.inspect(source), 3).find(table -> true);
        long written = new OrphanExport(source).write(found, into);

        // Then
        assertThat(found)
                .extracting(Orphans::text)
                .containsExactly(
                        "foreign key item_order: 3 rows name 2 values of order_id that shop_order does not have",
                        "foreign key tag_code: 1 row names 1 value of code that shop_order does not have");
        assertThat(written).isEqualTo(4);
        assertThat(into.toString().lines())
                .contains(
                        "table,key,foreign_key,columns,values,parent_table",
                        "shop_item,id=5,item_order,order_id,9,shop_order",
                        "shop_tag,id=2,tag_code,code,\"x,\"\"y\",shop_order")
                .noneMatch(line -> line.contains("lost"));
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void parksOrphansWithWhatHangsOnThem(DatabaseFlavor flavor) throws Exception {
        // Given
        var shop = shop(flavor, folder);
        shop.orphans = "park";
        // When
        shop.loader(BulkListener.SILENT).run(Mode.DATA);
        // Then
        assertThat(column(shop, "SELECT id FROM shop_item ORDER BY id")).containsExactly("1", "2");
        assertThat(column(shop, "SELECT name FROM shop_option")).containsExactly("kept");
        assertThat(column(shop, "SELECT id FROM shop_tag ORDER BY id")).containsExactly("1", "3");
        assertThat(parked(shop))
                .containsExactlyInAnyOrderEntriesOf(Map.of("shop_item", 3L, "shop_option", 3L, "shop_tag", 1L));
    }

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void carriesOrphansAsTheyAre(DatabaseFlavor flavor) throws Exception {
        // Given
        var shop = shop(flavor, folder);
        shop.orphans = "carry";
        // When
        shop.loader(BulkListener.SILENT).run(Mode.DATA);
        // Then
        assertThat(column(shop, "SELECT id FROM shop_item ORDER BY id")).containsExactly("1", "2", "3", "4", "5");
        assertThat(parked(shop)).isEmpty();
    }

    private static Map<String, Long> parked(LoadFixture shop) throws Exception {
        try (Connection connection = shop.database(Side.DESTINATION).open()) {
            return new ParkedStore(shop.state()).count(connection, "bulk");
        }
    }

    private static List<@Nullable String> column(LoadFixture shop, String sql) {
        return shop.server().query(sql.replaceFirst("FROM ", "FROM " + shop.target + ".")).stream()
                .map(row -> row.get(0))
                .toList();
    }
}
