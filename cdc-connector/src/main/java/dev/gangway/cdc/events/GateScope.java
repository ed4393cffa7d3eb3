package dev.gangway.cdc.events;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Which tables are captured, and which of them cannot undo. Immutable. */
public final class GateScope {
    private final String database;
    private final BiPredicate<String, String> captured;
    private final Map<String, String> realNames = new LinkedHashMap<>();
    private final Set<String> withoutTransactions;
    private final Map<String, Collection<String>> writtenByTriggers = new LinkedHashMap<>();

    /**
     * @param captured tells by database and table, as the server compares names
     * @param realNames all captured tables
     * @param writtenByTriggers captured tables by the table whose triggers may write them
     */
    public GateScope(
            String database,
            BiPredicate<String, String> captured,
            Collection<String> realNames,
            Collection<String> withoutTransactions,
            Map<String, ? extends Collection<String>> writtenByTriggers) {
        this.database = database;
        this.captured = captured;
        realNames.forEach(name -> this.realNames.put(name.toLowerCase(Locale.ROOT), name));
        this.withoutTransactions = withoutTransactions.stream()
                .map(n -> n.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        writtenByTriggers.forEach(
                (table, written) -> this.writtenByTriggers.put(table.toLowerCase(Locale.ROOT), List.copyOf(written)));
    }

    boolean isCaptured(String ofDatabase, String table) {
        return captured.test(ofDatabase, table);
    }

    boolean keepsRolledBackRows(String table) {
        return withoutTransactions.contains(table.toLowerCase(Locale.ROOT));
    }

    /** The captured tables that a statement writing {@code database.table}, in lower case, may change. */
    Set<String> changedBy(String qualified) {
        String prefix = database.toLowerCase(Locale.ROOT) + ".";
        if (!qualified.startsWith(prefix)) {
            return Set.of();
        }
        String table = qualified.substring(prefix.length());
        var changed = new TreeSet<>(writtenByTriggers.getOrDefault(table, List.of()));
        Optional.ofNullable(realNames.get(table)).ifPresent(changed::add);
        return changed;
    }
}
