package dev.gangway.cdc;

import dev.gangway.cdc.binlog.BinlogChangeSource;
import dev.gangway.cdc.binlog.BinlogSettings;
import dev.gangway.cdc.binlog.BinlogStart;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.state.ReemitQueue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binlog sources of one test: each goes on with the structures that were recorded at the start. */
final class BinlogCapture {
    private final Database database;
    private final CapturedTables tables;
    private Map<String, String> createStatements = Map.of();

    BinlogCapture(Database database, CapturedTables tables) {
        this.database = database;
        this.tables = tables;
    }

    /** Records where capture begins. */
    Checkpoint begin() {
        BinlogStart start = BinlogStart.record(database, tables);
        createStatements = start.createStatements();
        return BinlogChangeSource.initial(start.point());
    }

    /** The same capture, of another server. */
    BinlogCapture movedTo(Database other, CapturedTables itsTables) {
        var moved = new BinlogCapture(other, itsTables);
        moved.createStatements = createStatements;
        return moved;
    }

    BinlogSettings settings(PieceLimits limits) {
        return BinlogSettings.of(
                        database.config().name().replace('_', '-'),
                        Servers.kafka().bootstrapServers())
                .withCreateStatements(createStatements)
                .withLimits(limits);
    }

    ChangeSource source(PieceLimits limits) {
        return source(limits, null);
    }

    ChangeSource source(PieceLimits limits, @Nullable ReemitQueue wantedAgain) {
        return new BinlogChangeSource(database, tables, settings(limits), wantedAgain, era -> {});
    }
}
