package dev.gangway.sink.apply;

import dev.gangway.core.change.MappedChange;
import dev.gangway.mysql.state.WaitingChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that waits in the state, looked up by source row and by the row that is waited for. Immutable. */
public final class WaitingIndex {
    public static final WaitingIndex EMPTY = new WaitingIndex(List.of());

    private final Map<Long, WaitingChange> all = new LinkedHashMap<>();
    private final Map<String, List<WaitingChange>> bySource = new HashMap<>();
    private final Map<String, List<WaitingChange>> behind = new HashMap<>();
    private final Set<String> held;

    public WaitingIndex(Collection<WaitingChange> waiting) {
        for (WaitingChange one : waiting) {
            all.put(one.id(), one);
            bySource.computeIfAbsent(source(one.table(), one.key()), s -> new ArrayList<>())
                    .add(one);
            if (one.isJoined()) {
                behind.computeIfAbsent(one.waitsFor(), row -> new ArrayList<>()).add(one);
            }
        }
        this.held = held();
    }

    /** One name for a source row. A row whose key is not known has none that another could have. */
    public static String source(String table, String key) {
        return table + " " + key;
    }

    public int size() {
        return all.size();
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Earlier changes of the source row of this one that wait too. */
    public List<WaitingChange> before(long id) {
        WaitingChange one = all.get(id);
        return one == null || one.key().isEmpty()
                ? List.of()
                : of(source(one.table(), one.key())).stream()
                        .filter(other -> other.id() < id)
                        .toList();
    }

    /** What waits for the same source row. */
    public List<WaitingChange> of(String source) {
        return bySource.getOrDefault(source, List.of());
    }

    /**
     * What may come free with some changes.
     *
     * @param renewed waits for a source row of which a newer version comes
     * @param followers waited behind those, or behind something that waits no more: to be applied in their own places
     * @param blocking all the rest
     */
    public record Hopes(Set<Long> renewed, List<WaitingChange> followers, List<WaitingChange> blocking) {
        public Hopes {
            renewed = Set.copyOf(renewed);
            followers = List.copyOf(followers);
            blocking = List.copyOf(blocking);
        }

        public boolean isEmpty() {
            return renewed.isEmpty() && followers.isEmpty();
        }

        /** All that is hoped for. */
        public Set<Long> ids() {
            var ids = new HashSet<>(renewed);
            followers.forEach(one -> ids.add(one.id()));
            return ids;
        }
    }

    /** What may come free with these changes; nothing of {@code hopeless}. */
    public Hopes hopes(Collection<MappedChange> changes, Set<Long> hopeless) {
        if (all.isEmpty()) {
            return new Hopes(Set.of(), List.of(), List.of());
        }
        var renewed = new LinkedHashMap<Long, WaitingChange>();
        for (MappedChange change : changes) {
            if (change.rejection() == null && !change.key().isEmpty()) {
                of(source(change.table(), change.key())).stream()
                        .filter(one -> !hopeless.contains(one.id()))
                        .forEach(one -> renewed.put(one.id(), one));
            }
        }
        Map<Long, WaitingChange> followers = followers(renewed, hopeless);
        List<WaitingChange> blocking = all.values().stream()
                .filter(one -> !renewed.containsKey(one.id()) && !followers.containsKey(one.id()))
                .toList();
        return new Hopes(renewed.keySet(), List.copyOf(followers.values()), blocking);
    }

    private Map<Long, WaitingChange> followers(Map<Long, WaitingChange> renewed, Set<Long> hopeless) {
        var followers = new LinkedHashMap<Long, WaitingChange>();
        Deque<WaitingChange> causes = new ArrayDeque<>(renewed.values());
        for (WaitingChange one : all.values()) {
            if (one.isJoined() && !renewed.containsKey(one.id()) && !hopeless.contains(one.id()) && isFree(one)) {
                followers.put(one.id(), one);
                causes.add(one);
            }
        }
        while (!causes.isEmpty()) {
            for (String row : causes.remove().rows()) {
                for (WaitingChange one : behind.getOrDefault(row, List.of())) {
                    boolean isNew = !renewed.containsKey(one.id()) && !hopeless.contains(one.id());
                    if (isNew && followers.putIfAbsent(one.id(), one) == null) {
                        causes.add(one);
                    }
                }
            }
        }
        return followers;
    }

    /** True when nothing that waits for a person stands at the head of its queue any more. */
    private boolean isFree(WaitingChange joined) {
        return !held.contains(joined.waitsFor());
    }

    /** Rows that wait for a person, and those that wait for such rows. */
    private Set<String> held() {
        var rows = new HashSet<String>();
        Deque<WaitingChange> holders = new ArrayDeque<>();
        all.values().stream().filter(one -> !one.isJoined()).forEach(holders::add);
        while (!holders.isEmpty()) {
            for (String row : holders.remove().rows()) {
                if (rows.add(row)) {
                    holders.addAll(behind.getOrDefault(row, List.of()));
                }
            }
        }
        return rows;
    }
}
