package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.app.run.LedgerView;
import dev.gangway.mysql.state.ParkedKind;
import dev.gangway.mysql.state.StateSchema;
import java.util.List;
import java.util.stream.Collectors;

/** Every captured change is accounted for, and nothing is put aside that nobody has looked at. */
final class LedgerCheck implements Check {
    private final StateSchema state;
    private final boolean acceptParked;

    LedgerCheck(StateSchema state, boolean acceptParked) {
        this.state = state;
        this.acceptParked = acceptParked;
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public Finding look(Deadline deadline) {
        LedgerView ledger = LedgerView.read(state);
        if (!ledger.isBalanced()) {
            return Finding.refuse(name(), "it does not balance: " + ledger.line());
        }
        List<ParkedKind> kinds = ledger.kinds();
        if (kinds.isEmpty()) {
            return Finding.ok(name(), ledger.line());
        }
        String parked = kinds.stream()
                .map(kind -> "%,d of %s [%s]".formatted(kind.rows(), kind.place(), kind.code()))
                .collect(Collectors.joining(", "));
        return acceptParked
                ? Finding.note(name(), "put aside and accepted: " + parked)
                : Finding.refuse(
                        name(),
                        "put aside: " + parked
                                + "; settle them, or switch with --accept-parked if the shop can do without");
    }
}
