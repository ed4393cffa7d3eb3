package dev.gangway.testkit.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseComparerIT {
    private static final String DUMP = """
            /*!40101 SET NAMES utf8mb4 */;
            /*!40101 SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;

            -- a comment; with a delimiter
            CREATE TABLE `review` (
              `review_id` int unsigned NOT NULL AUTO_INCREMENT,
              `created_at` timestamp NOT NULL DEFAULT '0000-00-00 00:00:00',
              `detail` text,
              `ip` varbinary(16) DEFAULT NULL,
              PRIMARY KEY (`review_id`)
            );
            INSERT INTO `review` VALUES (0,'0000-00-00 00:00:00','it''s; \\'here\\'\\n;',_binary 0x7F000001),
            (2,'2024-02-29 12:00:00',NULL,NULL);
            DELIMITER ;;
            /*!50003 CREATE*/ /*!50003 TRIGGER review_ai AFTER INSERT ON review FOR EACH ROW
            BEGIN
            SET @seen = NEW.review_id;
            END
            */;;
            DELIMITER ;
            CREATE TABLE `review_cl` (`version_id` int NOT NULL);
            """;

    private final DatabaseServer server = Servers.mariadb();
    private final DatabaseComparer comparer = new DatabaseComparer(ComparisonRules.migratedShops());

    @Test
    void findsNoDifferenceBetweenTwoLoadsOfADump() throws Exception {
        try (Connection reference = load();
                Connection tested = load()) {
            assertThat(comparer.compare(reference, tested)).isEmpty();
        }
    }

    @Test
    void seesChangedRowsAndTablesOfOneSideButNoChangeLogs() throws Exception {
        try (Connection reference = load();
                Connection tested = load();
                var statement = tested.createStatement()) {
            statement.execute("UPDATE review SET ip = 0x7F000002 WHERE review_id = 0");
            statement.execute("INSERT INTO review_cl VALUES (7)");
            statement.execute("CREATE TABLE more (id int)");

            List<TableDifference> differences = comparer.compare(reference, tested);

            assertThat(differences).extracting(TableDifference::table).containsExactly("more", "review");
            assertThat(differences.get(1).samples()).containsExactly("~ ip [0]: 7F000001 -> 7F000002");
        }
    }

    private Connection load() throws Exception {
        Connection connection = server.connect(Servers.freshDatabase(server));
        new SqlDump(connection).load(new ByteArrayInputStream(DUMP.getBytes(StandardCharsets.UTF_8)));
        return connection;
    }
}
