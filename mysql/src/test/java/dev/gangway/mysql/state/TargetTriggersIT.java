package dev.gangway.mysql.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.TestDatabases;
import dev.gangway.mysql.connect.Database;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Suspended triggers come back byte for byte, wherever suspending or restoring was cut off. */
class TargetTriggersIT {
    private static final String BODY =
            " ON dense FOR EACH ROW BEGIN\n  /* caf\u00e9 */ SET @x = 'caf\u00e9 \u00fc'; -- {braces} ? \\' \nEND";

    @ParameterizedTest
    @EnumSource(
            value = DatabaseFlavor.class,
            names = {"MARIADB_11_4", "MYSQL_8_0"})
    void comeBackAsTheyWere(DatabaseFlavor flavor) {
        // Given
        StateSchema schema = shop(flavor);
        List<List<@Nullable String>> before = triggers(schema);
        var triggers = new TargetTriggers(schema);
        // When
        int suspended = triggers.suspend();
        List<List<@Nullable String>> meanwhile = triggers(schema);
        TargetTriggers.Restored restored = triggers.restore();
        // Then
        assertThat(before).hasSize(5);
        assertThat(suspended).isEqualTo(5);
        assertThat(meanwhile).isEmpty();
        assertThat(restored).isEqualTo(new TargetTriggers.Restored(5, List.of(), List.of()));
        assertThat(triggers(schema)).isEqualTo(before);
        assertThat(triggers.suspended()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseFlavor.class,
            names = {"MARIADB_11_4", "MYSQL_8_0"})
    void keepTheirOrderWhenSuspendingWasCutOff(DatabaseFlavor flavor) {
        // Given
        StateSchema schema = shop(flavor);
        List<List<@Nullable String>> before = triggers(schema);
        var triggers = new TargetTriggers(schema);
        List<String> definition = first(schema);
        triggers.suspend();
        // When: the first of two on one table is still missing, the second is there again, and all are stored
        recreateSecond(schema, definition);
        triggers.restore();
        List<List<@Nullable String>> afterRestore = triggers(schema);
        triggers.suspend();
        recreateSecond(schema, definition);
        triggers.suspend();
        triggers.restore();
        // Then
        assertThat(afterRestore).isEqualTo(before);
        assertThat(triggers(schema)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseFlavor.class,
            names = {"MARIADB_11_4", "MYSQL_8_0"})
    void tellWhatCouldNotBeKept(DatabaseFlavor flavor) {
        // Given
        StateSchema schema = shop(flavor);
        new TargetTriggers(schema).suspend();
        server(schema).executeIn(schema.target().config().name(), "DROP TABLE other");
        // When
        TargetTriggers.Restored restored = new TargetTriggers(schema).restore();
        // Then
        assertThat(restored).isEqualTo(new TargetTriggers.Restored(4, List.of(), List.of("on_other")));
    }

    private static DatabaseServer server(StateSchema schema) {
        return List.of(DatabaseFlavor.MARIADB_11_4, DatabaseFlavor.MYSQL_8_0).stream()
                .map(Servers::database)
                .filter(server -> server.port() == schema.target().config().port())
                .findFirst()
                .orElseThrow();
    }

    private static StateSchema shop(DatabaseFlavor flavor) {
        Database target = TestDatabases.fresh(flavor, Side.DESTINATION);
        String name = target.config().name();
        DatabaseServer server = Servers.database(flavor);
        server.execute("CREATE USER IF NOT EXISTS 'other'@'%' IDENTIFIED BY 'x'");
        server.executeIn(
                name,
                "CREATE TABLE dense (id INT PRIMARY KEY)",
                "CREATE TABLE other (id INT PRIMARY KEY)",
                "SET NAMES utf8mb4",
                "SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT'",
                "CREATE DEFINER = 'other'@'%' TRIGGER b_first AFTER INSERT" + BODY,
                "SET sql_mode = ''",
                "CREATE TRIGGER a_second AFTER INSERT" + BODY,
                "CREATE TRIGGER c_third AFTER INSERT ON dense FOR EACH ROW SET @y = 1",
                "CREATE TRIGGER on_other BEFORE DELETE ON other FOR EACH ROW SET @z = OLD.id");
        // Its text is stored in latin1.
        Database latin = TestDatabases.of(server, Side.SOURCE, name);
        try (var connection = latin.openSpeaking("latin1");
                var statement = connection.createStatement()) {
            statement.execute("SET character_set_client = latin1, collation_connection = latin1_german1_ci");
            statement.execute("CREATE TRIGGER d_latin BEFORE INSERT ON dense FOR EACH ROW SET @x = 'caf\u00e9 \u00fc'");
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
        var schema = new StateSchema(target, name.replace('_', '-'));
        schema.open();
        return schema;
    }

    private static List<String> first(StateSchema schema) {
        return server(schema)
                .query("SELECT DEFINER, ACTION_STATEMENT FROM information_schema.TRIGGERS WHERE TRIGGER_NAME ="
                        + " 'a_second' AND TRIGGER_SCHEMA = '"
                        + schema.target().config().name() + "'")
                .get(0)
                .stream()
                .map(String::valueOf)
                .toList();
    }

    private static void recreateSecond(StateSchema schema, List<String> definition) {
        String[] definer = definition.get(0).split("@");
        server(schema)
                .executeIn(
                        schema.target().config().name(),
                        "SET NAMES utf8mb4",
                        "SET sql_mode = ''",
                        "CREATE DEFINER = '" + definer[0] + "'@'" + definer[1] + "' TRIGGER a_second AFTER INSERT"
                                + BODY);
    }

    private static List<List<@Nullable String>> triggers(StateSchema schema) {
        return server(schema)
                .query(
                        "SELECT TRIGGER_NAME, EVENT_MANIPULATION, EVENT_OBJECT_TABLE, ACTION_ORDER, HEX(ACTION_STATEMENT),"
                                + " ACTION_STATEMENT, ACTION_TIMING, SQL_MODE, DEFINER, CHARACTER_SET_CLIENT,"
                                + " COLLATION_CONNECTION, DATABASE_COLLATION FROM information_schema.TRIGGERS"
                                + " WHERE TRIGGER_SCHEMA = '"
                                + schema.target().config().name() + "' ORDER BY TRIGGER_NAME");
    }
}
