package dev.gangway.sink.apply;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.position.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Adds up what became of the changes of a batch. */
final class Outcomes {
    private final List<ChangeOutcome> outcomes;
    private final Map<SourcePosition, Long> waited;
    private final Map<String, ApplyResult.Counts> counts = new TreeMap<>();
    private final Map<Long, Parked> again = new HashMap<>();
    private final Set<Long> followed = new HashSet<>();
    private final Set<String> renewed = new HashSet<>();
    private final List<ApplyResult.Lost> losses = new ArrayList<>();

    Outcomes(List<ChangeOutcome> outcomes, Map<SourcePosition, Long> waited) {
        this.outcomes = outcomes;
        this.waited = waited;
    }

    ApplyResult result(List<Parked> displaced) {
        var parked = new ArrayList<>(displaced);
        for (ChangeOutcome outcome : outcomes) {
            Long id = waited.get(outcome.change().position());
            if (id == null) {
                count(outcome, parked);
            } else {
                follow(id, outcome);
            }
            lose(outcome);
        }
        return new ApplyResult(counts, parked, again, followed, renewed, losses);
    }

    private void count(ChangeOutcome outcome, List<Parked> parked) {
        MappedChange change = outcome.change();
        counts.merge(
                change.table(), ApplyResult.Counts.NONE.plus(outcome.outcome()), (a, b) -> a.plus(outcome.outcome()));
        Parked reason = outcome.parked();
        String source = WaitingIndex.source(change.table(), change.key());
        if (reason != null) {
            parked.add(reason);
            renewed.remove(source);
        } else if (!change.key().isEmpty()) {
            renewed.add(source);
        }
    }

    private void follow(long id, ChangeOutcome outcome) {
        Parked reason = outcome.parked();
        if (reason != null) {
            again.put(id, reason);
        } else {
            followed.add(id);
        }
    }

    private void lose(ChangeOutcome outcome) {
        if (outcome.outcome() == ChangeOutcome.Outcome.APPLIED) {
            MappedChange change = outcome.change();
            change.losses().forEach(loss -> losses.add(new ApplyResult.Lost(loss, change.key())));
        }
    }
}
