package dev.gangway.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names the topics of one source-id. */
public record Topics(String sourceId) {
    private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9-]{0,47}");

    public Topics {
        if (!LEGAL.matcher(sourceId).matches()) {
            throw new IllegalArgumentException(
                    "source-id must be 1 to 48 lower-case letters, digits and dashes: " + sourceId);
        }
    }

    /** True for every topic of this source-id, whatever stage made it. */
    public boolean isOurs(String topic) {
        return topic.startsWith(prefix());
    }

    public String changes(Domain domain) {
        return prefix() + "changes." + domain.label();
    }

    public String rows(Domain domain) {
        return prefix() + "rows." + domain.label();
    }

    /** Copies of everything that was put aside for a person. */
    public String parked() {
        return prefix() + "parked";
    }

    /** Compacted; what the connector needs to go on after a restart. */
    public String checkpoints() {
        return prefix() + "checkpoints";
    }

    /** The domain of a changes or rows topic; empty for any other topic. */
    public Optional<Domain> domainOf(String topic) {
        return Stream.of(Domain.values())
                .filter(d -> topic.equals(changes(d)) || topic.equals(rows(d)))
                .findFirst();
    }

    /** In the order of {@link Domain}. */
    public List<String> allChanges() {
        return Stream.of(Domain.values()).map(this::changes).toList();
    }

    /** In the order of {@link Domain}. */
    public List<String> allRows() {
        return Stream.of(Domain.values()).map(this::rows).toList();
    }

    public List<String> all() {
        var all = new ArrayList<>(allChanges());
        all.addAll(allRows());
        all.add(parked());
        all.add(checkpoints());
        return all;
    }

    /** Every topic of this source-id, and every subject of its schemas, begins so. */
    public String prefix() {
        return "gangway." + sourceId + ".";
    }

    /** The consumer group of the transformer. */
    public String transformGroup() {
        return "gangway-" + sourceId + "-transform";
    }

    /** The consumer group under which the sink tells how far the target is. */
    public String sinkGroup() {
        return "gangway-" + sourceId + "-sink";
    }
}
