package dev.gangway.cdc.events;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Which tables are captured, and which of them cannot undo. Immutable. */
public final class GateScope {
    private final String database;
    private final BiPredicate<String, String> captured;
    private final Map<String, String> realNames = new LinkedHashMap<>();
    private final Set<String> withoutTransactions;

    /**
     * @param captured tells by database and table, as the server compares names
     * @param realNames all captured tables
     */
    public GateScope(
            String database,
            BiPredicate<String, String> captured,
            Collection<String> realNames,
            Collection<String> withoutTransactions) {
        this.database = database;
        this.captured = captured;
        realNames.forEach(name -> this.realNames.put(name.toLowerCase(Locale.ROOT), name));
        this.withoutTransactions = withoutTransactions.stream()
                .map(n -> n.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    boolean isCaptured(String ofDatabase, String table) {
        return captured.test(ofDatabase, table);
    }

    boolean keepsRolledBackRows(String table) {
        return withoutTransactions.contains(table.toLowerCase(Locale.ROOT));
    }

    /** The captured table that {@code database.table} in lower case is. */
    Optional<String> realName(String qualified) {
        String prefix = database.toLowerCase(Locale.ROOT) + ".";
        return qualified.startsWith(prefix)
                ? Optional.ofNullable(realNames.get(qualified.substring(prefix.length())))
                : Optional.empty();
    }
}
