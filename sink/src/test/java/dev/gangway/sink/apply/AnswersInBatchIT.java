package dev.gangway.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.change.TargetOperation.Clear;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.change.TargetOperation.Upsert;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.plan.LookupPlan;
import dev.gangway.core.plan.LookupPlan.Copy;
import dev.gangway.core.plan.LookupPlan.Use;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Side;
import dev.gangway.derivations.AnswerWatch;
import dev.gangway.derivations.DerivationSet;
import dev.gangway.derivations.TouchedKeys;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.schema.SchemaInspector;
import dev.gangway.mysql.state.LookupChanges.Changed;
import dev.gangway.mysql.write.NullCoercion;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import dev.gangway.mysql.write.WriteLosses;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A batch tells which answers of look-ups it changes: exactly those that are others afterwards. */
class AnswersInBatchIT {
    private static final Changed EVERY_STORE = new Changed("quote_item", "item_id", null);

    private final DatabaseServer server = Servers.mariadb();
    private final String name = Servers.freshDatabase(server);
    private final Database database = new Database(DatabaseConfig.tcp(
            Side.DESTINATION, server.host(), server.port(), name, server.user(), Password.of(server.password())));

    /** Items have a store, settings a value; of settings only one path matters, and they depend on themselves if wanted. */
    private static LookupPlan plan(boolean circular) {
        LookedUp store = LookedUp.by("quote_item_id", "quote_item", "item_id", "store_id");
        LookedUp suffix = LookedUp.keys("config", "path", Set.of("suffix"), "value");
        return new LookupPlan(
                List.of(
                        new Use(store, "address_item", Optional.of("quote_item_id")),
                        new Use(suffix, "value", Optional.empty())),
                List.of(
                        new Copy(
                                "quote_item",
                                "item",
                                List.of("id"),
                                Map.of("item_id", "id", "store_id", "store"),
                                false),
                        new Copy(
                                "config",
                                "config",
                                List.of("id"),
                                Map.of("path", "path", "value", "value"),
                                circular)));
    }

    private Set<Changed> changed(boolean unsure, TargetOperation... operations) throws SQLException {
        return changed(plan(false), unsure, operations);
    }

    private Set<Changed> changed(LookupPlan plan, boolean unsure, TargetOperation... operations) throws SQLException {
        server.executeIn(
                name,
                "DROP TABLE IF EXISTS item, config",
                "CREATE TABLE item (id INT PRIMARY KEY, store INT NULL, qty INT)",
                "CREATE TABLE config (id INT PRIMARY KEY, path VARCHAR(20), value VARCHAR(20))",
                "INSERT INTO item VALUES (1, 1, 5), (2, 1, 5), (3, 2, 5)",
                "INSERT INTO config VALUES (1, 'suffix', '.html'), (2, 'other', 'x')");
        var names = TargetNames.withoutShadows("");
        var sql = new RowSql(database.flavor(), names, 1 << 20);
        var writer = new RowWriter(sql, new NullCoercion(Clock.systemUTC()), new WriteLosses());
        var touched = new TouchedKeys(DerivationSet.NONE, names, new AnswerWatch(plan, names));
        var tables = SchemaInspector.inspect(database);
        var parts = new JdbcAccess.Parts(tables, writer, sql, touched);
        try (Connection connection = database.open()) {
            connection.setAutoCommit(false);
            var changes = new ArrayList<MappedChange>();
            for (int i = 0; i < operations.length; i++) {
                changes.add(new MappedChange(
                        "any", "", new SourcePosition(1, 4L + i, 0), "t", 0, List.of(operations[i]), null));
            }
            new BatchApplier(tables).apply(parts.on(connection), changes);
            return touched.answers(connection, unsure);
        }
    }

    @Test
    void onlyRowsWhoseAnswerIsAnotherCount() throws SQLException {
        assertThat(changed(
                        false,
                        item("1", "1", "9"),
                        item("2", "2", "5"),
                        item("7", "1", "5"),
                        new Delete("item", row("item", "id", "3"))))
                .containsExactlyInAnyOrder(store("2"), store("7"), store("3"));
    }

    @Test
    void aRowThatIsWrittenTwiceIsComparedWithWhatItWasBeforeBoth() throws SQLException {
        assertThat(changed(
                        false,
                        new Delete("item", row("item", "id", "1")),
                        item("1", "1", "5"),
                        new Cascade("item", "store", "9", Cascade.Action.DELETE, null, List.of()),
                        item("8", "1", "5"),
                        new Cascade("item", "qty", "77", Cascade.Action.DELETE, null, List.of()),
                        item("8", "2", "5")))
                .containsExactly(store("8"));
    }

    @Test
    void whatForeignKeysDoCounts() throws SQLException {
        assertThat(changed(false, new Cascade("item", "store", "1", Cascade.Action.UPDATE, null, List.of())))
                .containsExactlyInAnyOrder(store("1"), store("2"));
        assertThat(changed(false, new Clear("item"))).containsExactly(EVERY_STORE);
    }

    @Test
    void ofKeysThatAreTheSameForAllRowsNoOtherCounts() throws SQLException {
        assertThat(changed(false, setting("1", "suffix", ".htm"), setting("2", "other", "y")))
                .containsExactly(new Changed("config", "path", "suffix"));
        assertThat(changed(false, setting("1", "other", ".html")))
                .containsExactly(new Changed("config", "path", "suffix"));
    }

    @Test
    void whileTheLoadMayHaveSeenMoreThanItsCopyEveryRowTouchedCounts() throws SQLException {
        assertThat(changed(true, item("1", "1", "5"), new Delete("item", row("item", "id", "44"))))
                .containsExactlyInAnyOrder(store("1"), store("44"));
        assertThat(changed(true, new Delete("config", row("config", "id", "44"))))
                .containsExactly(new Changed("config", "path", null));
        assertThat(changed(true, new Cascade("item", "store", "9", Cascade.Action.UPDATE, null, List.of())))
                .containsExactly(EVERY_STORE);
    }

    @Test
    void aTableThatDependsOnItselfIsAlwaysCompared() throws SQLException {
        assertThat(changed(plan(true), true, setting("1", "suffix", ".html"))).isEmpty();
        assertThat(changed(plan(true), true, setting("1", "suffix", ".htm"))).hasSize(1);
    }

    private static Changed store(String item) {
        return new Changed("quote_item", "item_id", item);
    }

    private static Upsert item(String id, String store, String qty) {
        return new Upsert("item", List.of("id"), row("item", "id", id, "store", store, "qty", qty));
    }

    private static Upsert setting(String id, String path, String value) {
        return new Upsert("config", List.of("id"), row("config", "id", id, "path", path, "value", value));
    }

    private static Row row(String table, @Nullable String... pairs) {
        var fields = new ArrayList<String>();
        var values = new ArrayList<@Nullable Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.add(String.valueOf(pairs[i]));
            values.add(pairs[i + 1]);
        }
        return Row.full(new Layout(table, fields), values.toArray());
    }
}
