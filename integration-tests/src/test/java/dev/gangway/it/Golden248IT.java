package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.app.run.StreamRun;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.Mode;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import dev.gangway.testkit.compare.SqlDump;
import dev.gangway.testkit.compare.TableDifference;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Leads the reference shop to Magento 2.4.8 by what init writes and the integrity command proposes: the result is the
 * reference target, changed as 2.4.8 changes it.
 */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class Golden248IT {
    /** Their new column holds the moment in which the row was written. */
    private static final Set<String> STAMPED =
            Set.of("sales_shipment_comment", "sales_invoice_comment", "sales_creditmemo_comment");

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final DatabaseServer server = Servers.mariadb();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void leadsTheReferenceShopToTheReferenceTargetOfMagento248() throws Exception {
        // Given
        String source = Golden.sharedSource(server, "m1-sample", "");
        String target = upgraded(Golden.target(server, "m2-empty"));
        String expected = upgraded(Golden.target(server, "golden-data"));
        var migration = new GoldenInit(folder);

        // When
        migration.init(server, source, server, target);
        String seen = migration.printed();
        migration.propose();
        String findings = migration.printed().substring(seen.length());
        migration.use("<compatibility>strict</compatibility>");

        // Then
        assertThat(seen).contains("Magento Open Source 2.4.8 or later", "etc/overlay-magento-2.4.8.xml");
        assertThat(findings)
                .contains("source: tables without a counterpart")
                .doesNotContain("target: tables", "target: columns");
        assertThat(migration.told()).contains("and the integrity check passes");
        migration.migrate();
        assertThat(differences(expected, target)).isEmpty();
        MigrationContext.reset(migration.read());
        server.execute("DROP DATABASE `" + target + "`");
        server.execute("DROP DATABASE `" + expected + "`");
    }

    @Test
    @Tag("night")
    void theStreamLeadsToTheReferenceTargetOfTheFinalShopThere() throws Exception {
        // Given
        String source = Golden.source(server, "m1-sample");
        String target = upgraded(Golden.target(server, "m2-empty"));
        String expected = upgraded(Golden.target(server, "golden-final"));
        var migration = new GoldenInit(folder);
        migration.init(server, source, server, target);
        migration.propose();
        migration.use("<compatibility>strict</compatibility>");

        // When
        try (MigrationContext context = MigrationContext.open(migration.read())) {
            var load = new BulkRun(context, context.captureStart(), BulkListener.SILENT);
            load.run(Mode.SETTINGS);
            load.run(Mode.DATA);
            try (StreamRun stream = StreamRun.start(context)) {
                stream.awaitCapturing(LIMIT);
                Golden.change(server, source);
                Drained.await(context, stream, LIMIT);
                assertThat(stream.ledger().isBalanced()).isTrue();
            }
        }

        // Then
        assertThat(differences(expected, target)).isEmpty();
        MigrationContext.reset(migration.read());
        for (String name : List.of(source, target, expected)) {
            server.execute("DROP DATABASE `" + name + "`");
        }
    }

    private String upgraded(String database) throws Exception {
        try (InputStream statements = Files.newInputStream(Golden.file("m2-2.4.8.sql"));
                Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_log_bin = 0");
            new SqlDump(connection).load(statements);
        }
        return database;
    }

    private List<TableDifference> differences(String expected, String actual) throws Exception {
        try (Connection one = server.connect(expected);
                Connection other = server.connect(actual)) {
            return new DatabaseComparer(ComparisonRules.migratedShops())
                    .compare(one, other).stream()
                            .filter(difference -> !isStamp(difference))
                            .toList();
        }
    }

    private static boolean isStamp(TableDifference difference) {
        return STAMPED.contains(difference.table())
                && difference.missing() + difference.extra() == 0
                && difference.columns().equals(Map.of("updated_at", difference.rows()));
    }
}
