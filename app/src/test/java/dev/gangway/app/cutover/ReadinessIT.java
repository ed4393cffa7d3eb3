package dev.gangway.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.app.command.Console;
import dev.gangway.app.fence.Deadline;
import dev.gangway.app.wiring.Databases;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.schema.SchemaInspector;
import dev.gangway.mysql.state.StateSchema;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the new shop must be able to do in its first minute: give free numbers, let customers in. */
class ReadinessIT {
    private static final DatabaseServer SERVER = Servers.mariadb();
    private static final Deadline SOON = Deadline.in(Duration.ofMinutes(1), "the test's time");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final String source = Servers.freshDatabase(SERVER);
    private final String target = Servers.freshDatabase(SERVER);
    private final StringWriter said = new StringWriter();
    private final Journal journal =
            new Journal(new Console(new PrintWriter(new StringWriter()), new PrintWriter(said)));

    @BeforeEach
    void fill() {
        SERVER.executeIn(
                source,
                "CREATE TABLE eav_entity_type (entity_type_id INT PRIMARY KEY, entity_type_code VARCHAR(50))",
                "CREATE TABLE eav_entity_store (entity_store_id INT PRIMARY KEY, entity_type_id INT, store_id INT,"
                        + " increment_prefix VARCHAR(20), increment_last_id VARCHAR(50))",
                "INSERT INTO eav_entity_type VALUES (5, 'order'), (6, 'invoice')",
                "INSERT INTO eav_entity_store VALUES (1, 5, 1, '1', '100000321'), (2, 6, 1, '1', '100000007')");
        SERVER.executeIn(
                target,
                "CREATE TABLE sales_sequence_meta (meta_id INT PRIMARY KEY, entity_type VARCHAR(32), store_id INT,"
                        + " sequence_table VARCHAR(64))",
                "CREATE TABLE sequence_order_1 (sequence_value INT PRIMARY KEY)",
                "CREATE TABLE sequence_invoice_1 (sequence_value INT PRIMARY KEY)",
                "INSERT INTO sales_sequence_meta VALUES (1, 'order', 1, 'sequence_order_1'),"
                        + " (2, 'invoice', 1, 'sequence_invoice_1')",
                "INSERT INTO sequence_order_1 VALUES (320)",
                "INSERT INTO sequence_invoice_1 VALUES (7)",
                "CREATE TABLE customer_entity (entity_id INT PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(128))");
    }

    @AfterEach
    void removeDatabases() {
        SERVER.execute("DROP DATABASE " + source, "DROP DATABASE " + target);
    }

    @Test
    void refusesASequenceThatWouldGiveATakenNumber() {
        var stage = new SequenceStage(numbers(), journal, true);

        assertThatThrownBy(() -> stage.run(SOON))
                .hasMessageContaining("sequence_order_1 is at 320, taken are numbers up to 321")
                .hasMessageNotContaining("sequence_invoice_1")
                .extracting(e -> ((MigrationException) e).code())
                .isEqualTo(ErrorCode.DIFFERENCES_FOUND);

        SERVER.executeIn(target, "INSERT INTO sequence_order_1 VALUES (321)");
        stage.run(SOON);
        assertThat(said.toString()).contains("2 are at or above the source's numbers");
    }

    @Test
    void verifiesLoginsWithoutSayingThem() throws Exception {
        SERVER.executeIn(
                target,
                "INSERT INTO customer_entity VALUES (1, 'a@example.com', CONCAT(SHA2('saltright-pass', 256), ':salt:1')),"
                        + " (2, 'b@example.com', CONCAT(MD5('xyright-pass'), ':xy:0')), (3, 'c@example.com', 'abc:salt:2')");
        Path good = Files.writeString(
                folder.resolve("good.txt"),
                "a@example.com right-pass\n# known to the office\nb@example.com\tright-pass\nc@example.com any\n");
        Path bad = Files.writeString(folder.resolve("bad.txt"), "a@example.com wrong-pass\nnobody@example.com x\n");

        new LoginProof(databases().target(), Optional.of(good), journal).run(SOON);

        assertThat(said.toString()).contains("2 of 3 are right, 1 are of a kind that cannot be verified");
        assertThatThrownBy(() -> new LoginProof(databases().target(), Optional.of(bad), journal).run(SOON))
                .hasMessageContaining("2 of 2 logins")
                .hasMessageContaining("line 1 (other password), line 2 (unknown form or no such customer)")
                .hasMessageNotContaining("wrong-pass")
                .hasMessageNotContaining("example.com");
    }

    private NextNumbers numbers() {
        Databases databases = databases();
        return new NextNumbers(
                databases, SchemaInspector.inspect(databases.source()), SchemaInspector.inspect(databases.target()));
    }

    private Databases databases() {
        Database to = database(Side.DESTINATION, target);
        return new Databases(database(Side.SOURCE, source), to, new StateSchema(to, "readiness"));
    }

    private static Database database(Side side, String name) {
        return new Database(DatabaseConfig.tcp(
                side, SERVER.host(), SERVER.port(), name, SERVER.user(), Password.of(SERVER.password())));
    }
}
