package dev.gangway.sink.apply;

import dev.gangway.core.change.MappedChange;
import org.jspecify.annotations.Nullable;

/** Follows one change through a batch until it is known which of the ledger's counts it belongs to. Not thread-safe. */
final class ChangeOutcome {
    /** The count of the ledger that a change ends in; each change ends in exactly one. */
    enum Outcome {
        APPLIED,
        COALESCED,
        FILTERED,
        PARKED
    }

    private final MappedChange change;
    private int superseded;
    private @Nullable Parked parked;

    ChangeOutcome(MappedChange change) {
        this.change = change;
    }

    MappedChange change() {
        return change;
    }

    /** One of the change's operations was replaced by a later change of the same target row. */
    void supersede() {
        superseded++;
    }

    void park(Parked reason) {
        if (parked == null) {
            parked = reason;
        }
    }

    @Nullable
    Parked parked() {
        return parked;
    }

    Outcome outcome() {
        if (parked != null) {
            return Outcome.PARKED;
        }
        if (change.isFiltered()) {
            return Outcome.FILTERED;
        }
        return superseded > 0 && superseded >= change.operations().size() ? Outcome.COALESCED : Outcome.APPLIED;
    }
}
