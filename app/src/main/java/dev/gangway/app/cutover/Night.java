package dev.gangway.app.cutover;

import dev.gangway.app.command.CutoverOperations.CutoverRequest;
import dev.gangway.app.fence.Fence;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.mysql.state.CutoverStore;

/** What the stages of one attempt share. */
record Night(
        MigrationContext context,
        CutoverRequest request,
        Fence fence,
        StreamView stream,
        CutoverStore store,
        Hooks hooks,
        Journal journal) {

    boolean isRehearsal() {
        return request.isRehearsal();
    }
}
