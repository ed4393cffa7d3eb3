package dev.gangway.app.cutover;

import dev.gangway.app.wiring.Databases;
import dev.gangway.cdc.CapturedTables;
import dev.gangway.cdc.triggers.TriggerLog;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.read.BinlogTables;
import dev.gangway.mysql.state.Cutover;
import dev.gangway.mysql.state.CutoverStore;
import dev.gangway.mysql.state.LedgerStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was written to the source after the shop was switched, because somebody passed or lifted the fence.
 *
 * @param written how many changes were made, per captured table: row events of the binlog, or rows of the trigger logs and what
 *     capture has read of them
 * @param carried changes that the stream has brought to the target since the switch
 */
record LateWrites(Map<String, Long> written, Map<String, Long> carried) {

    LateWrites {
        written = Map.copyOf(written);
        carried = Map.copyOf(carried);
    }

    boolean isEmpty() {
        return written.isEmpty() && carried.isEmpty();
    }

    /** Looks for them. */
    static LateWrites since(Cutover cutover, MigrationConfig config, Databases databases, CapturedTables tables) {
        Map<String, Long> carried =
                SwitchStage.grown(new CutoverStore(databases.state()).totals(cutover.id()), totals(databases));
        var written = new TreeMap<String, Long>();
        if (config.capture().mode() == CaptureConfig.Mode.TRIGGERS) {
            written.putAll(new TriggerLog(databases.source(), tables).waiting());
            carried.forEach((table, count) -> written.merge(table, count, Long::sum));
        } else {
            String prefix = databases.source().config().prefix();
            new BinlogTables(databases.source())
                    .since(SwitchPosition.parse(cutover.position()))
                    .forEach((table, events) -> {
                        if (tables.byRealName(table) != null) {
                            written.put(Identifiers.withoutPrefix(prefix, table), events);
                        }
                    });
        }
        return new LateWrites(written, carried);
    }

    private static Map<String, Long> totals(Databases databases) {
        try (Connection connection = databases.state().target().open()) {
            return new LedgerStore(databases.state()).captured(connection);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, databases.target().config(), "reading what was captured");
        }
    }
}
