package dev.gangway.bulkloader.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.bulkloader.StepFixture;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopSchema;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogIT {
    private static final String VISITORS =
            "SELECT visitor_id, customer_id, session_id, created_at FROM ~customer_visitor ORDER BY 1";

    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) throws IOException {
        shop = StepFixture.on(Servers.mariadb(), folder)
                .prefixed("m1_", "m2_")
                .option("log_map_file", "etc/parts/map-log.xml")
                .file("log_document_groups_file", """
                        <groups>
                            <group name="source_documents"><document>log_visitor</document></group>
                            <group name="destination_documents_to_clear"><document>customer_log</document></group>
                        </groups>
                        """)
                .step("Log")
                .sourceTables(ShopSchema.of("""
                        log_visitor
                            big+#          visitor_id
                            v64?           session_id
                            datetime?      first_visit_at last_visit_at
                            big+=0         last_url_id
                            small+         store_id
                            key            visitor_id
                        log_customer
                            int+#          log_id
                            big+?          visitor_id
                            int=0          customer_id
                            key            log_id
                        customer_log
                            int            log_id
                            key            log_id
                        """))
                .targetTables(ShopSchema.of("""
                        customer_visitor
                            big+#          visitor_id
                            int?           customer_id
                            v64?           session_id
                            timestamp=now  created_at last_visit_at
                            key            visitor_id
                        customer_log
                            int            log_id
                            key            log_id
                        """))
                .source(
                        "INSERT INTO ~log_visitor VALUES (1, 'a', '2015-01-01 00:00:00', '2015-01-02 00:00:00', 3, 1),"
                                + " (2, 'b', '2015-01-03 00:00:00', '2015-01-04 00:00:00', 3, 1)",
                        "INSERT INTO ~log_customer VALUES (1, 2, 70), (2, 2, 71), (3, 9, 72)")
                .target(
                        "INSERT INTO ~customer_log VALUES (1)",
                        "INSERT INTO ~customer_visitor (visitor_id) VALUES (9)");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    @Test
    void givesVisitorsTheCustomerWhoLoggedInLast() {
        shop.run();

        assertThat(shop.rows(VISITORS)).containsExactly("1|-|a|2015-01-01 00:00:00", "2|71|b|2015-01-03 00:00:00");
    }

    @Test
    void leavesCustomersOutWhenStrict() {
        shop.strict().run();

        assertThat(shop.rows(VISITORS)).containsExactly("1|-|a|2015-01-01 00:00:00", "2|-|b|2015-01-03 00:00:00");
    }

    @Test
    void emptiesTheTablesThatTheGroupsName() {
        shop.run();

        assertThat(shop.rows("SELECT * FROM ~customer_log")).isEmpty();
    }

    @Test
    void findsTablesThatWereFilledAgain() {
        shop.listener(new BulkListener() {
            @Override
            public void stageFinished(StageRef stage, long millis) {
                if (stage.stage().equals("data migration")) {
                    shop.target("INSERT INTO ~customer_log VALUES (5)");
                }
            }
        });

        assertThatThrownBy(shop::run).hasMessageContaining("Destination document is not empty: customer_log");
    }

    @Test
    void missesADocumentOfTheGroups() {
        shop.source("DROP TABLE ~log_visitor").target("DROP TABLE ~customer_log");

        assertThatThrownBy(shop::run)
                .hasMessageContaining("Source documents are missing: log_visitor")
                .hasMessageContaining("Destination documents are missing: customer_log");
    }
}
