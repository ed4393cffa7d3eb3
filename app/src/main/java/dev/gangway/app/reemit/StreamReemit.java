package dev.gangway.app.reemit;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ReemitOperations;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.mysql.state.ReemitStore;

/** Notes in the state which rows are wanted again, and waits until the stream has carried them. */
public final class StreamReemit implements ReemitOperations {

    @Override
    public int backfill(BackfillRequest request, Waiting waiting, Console console) {
        try (MigrationContext context = MigrationContext.open(request.config())) {
            var store = new ReemitStore(context.databases().state());
            long number = Backfill.of(request, context).request(store);
            return new AwaitedRequest(store, number, console).run(waiting);
        }
    }

    @Override
    public int replay(ReplayRequest request, Waiting waiting, Console console) {
        try (MigrationContext context = MigrationContext.open(request.config())) {
            return new Replay(context, request, console).run(waiting);
        }
    }
}
