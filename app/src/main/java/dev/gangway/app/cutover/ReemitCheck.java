package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.mysql.state.LookupChanges;
import dev.gangway.mysql.state.ReemitStore;
import dev.gangway.mysql.state.ReemitStore.Progress;
import dev.gangway.mysql.state.StateSchema;
import java.util.List;
import java.util.stream.Collectors;

/** No rows are asked for that were not sent through the stream yet: a repair in the middle of its work. */
final class ReemitCheck implements Check {
    private final StateSchema state;

    ReemitCheck(StateSchema state) {
        this.state = state;
    }

    @Override
    public String name() {
        return "repairs";
    }

    @Override
    public Finding look(Deadline deadline) {
        // Those of the stream itself come and go, and are waited for with the last changes.
        List<Progress> unsent = new ReemitStore(state)
                .unsent().stream()
                        .filter(request -> !request.reason().equals(LookupChanges.REASON))
                        .toList();
        return unsent.isEmpty()
                ? Finding.ok(name(), "none is under way")
                : Finding.refuse(
                        name(),
                        "rows are still to be sent again: "
                                + unsent.stream()
                                        .map(request -> "%,d for %s".formatted(request.open(), request.reason()))
                                        .collect(Collectors.joining(", "))
                                + "; wait until they are, or cancel it");
    }
}
