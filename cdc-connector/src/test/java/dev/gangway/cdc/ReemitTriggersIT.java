package dev.gangway.cdc;

import dev.gangway.cdc.triggers.TriggerLog;
import dev.gangway.cdc.triggers.TriggerLogChangeSource;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;

/** The contract for the trigger log, where rows are read in the snapshot in which the logs are. */
@NullUnmarked
class ReemitTriggersIT extends ReemitContract {

    @Override
    protected DatabaseServer server() {
        return Servers.mysql56();
    }

    @Override
    protected Checkpoint prepare() {
        new TriggerLog(database, tables).install();
        return TriggerLogChangeSource.initial();
    }

    @Override
    protected ChangeSource newSource(PieceLimits limits) {
        return new TriggerLogChangeSource(database, tables, limits, Duration.ofMillis(500), queue);
    }

    @Override
    protected boolean seesTruncate() {
        return false;
    }
}
