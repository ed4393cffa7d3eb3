package dev.gangway.derivations.sales;

import dev.gangway.core.config.Mode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.state.KeptTables;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables in which Magento 2 counts documents, one for each kind and store. Thread-safe. */
final class SequenceTables {
    private static final Logger LOGGER = LoggerFactory.getLogger(SequenceTables.class);
    private static final int PATIENCE_S = 5;

    private final DerivationContext context;

    SequenceTables(DerivationContext context) {
        this.context = context;
    }

    /** Names of the tables that are there, in small letters: some servers keep them so. */
    Set<String> existing(Connection connection) throws SQLException {
        return names(
                connection,
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND LEFT(TABLE_NAME, "
                        + beginning().length() + ") = " + Identifiers.literal(beginning()));
    }

    private String beginning() {
        return context.names().prefix() + "sequence_";
    }

    /**
     * Makes a table, which a reset drops again. Its number goes in beside the structure: the caller's transaction may be older than
     * the table and not see it.
     */
    void make(String realName, String table, String insert) throws SQLException {
        new KeptTables(context.state(), Mode.DATA.word()).keepMade(List.of(realName));
        context.structure()
                .change(
                        "CREATE TABLE IF NOT EXISTS " + table
                                + " (sequence_value int unsigned NOT NULL AUTO_INCREMENT, PRIMARY KEY (sequence_value)) ENGINE=InnoDB");
        if (!insert.isEmpty()) {
            context.structure().change(insert);
        }
    }

    /**
     * Drops tables that the load or the stream made and that no committed row names any more: their store is gone. One that is in use
     * stays until the next time.
     */
    void dropUnnamed() {
        try (Connection connection = context.state().target().open()) {
            Set<String> unnamed = made();
            unnamed.retainAll(existing(connection));
            if (unnamed.isEmpty()) {
                return;
            }
            unnamed.removeAll(
                    names(connection, context.sql("SELECT sequence_table FROM {" + SalesSequences.META + "}")));
            Statements.execute(connection, "SET SESSION lock_wait_timeout = " + PATIENCE_S);
            for (String table : unnamed) {
                Statements.execute(connection, "DROP TABLE IF EXISTS " + Identifiers.quote(table));
            }
        } catch (SQLException | MigrationException e) {
            LOGGER.warn("Sequences of stores that are gone are not dropped yet", e);
        }
    }

    private Set<String> made() {
        var made = new HashSet<String>();
        for (KeptTables.Kept kept : new KeptTables(context.state(), Mode.DATA.word()).all()) {
            if (!kept.existed() && kept.table().startsWith(beginning())) {
                made.add(kept.table().toLowerCase(Locale.ROOT));
            }
        }
        return made;
    }

    private static Set<String> names(Connection connection, String query) throws SQLException {
        var names = new HashSet<String>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                names.add(row.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
