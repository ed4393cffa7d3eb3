package dev.gangway.cdc.binlog;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Which captured tables a statement on another table may write through triggers. A statement in the binlog names only its own
 * table; what its triggers do is done again by whoever runs it. Triggers are seen only with the right TRIGGER.
 */
final class SourceTriggers {
    private static final Pattern NOT_A_NAME = Pattern.compile("[^\\p{L}\\p{N}_$]+");
    private static final String CALL = "call";

    private SourceTriggers() {}

    /**
     * Captured tables by the table whose triggers may write them, all as the source names them.
     *
     * @throws dev.gangway.core.error.MigrationException when the source cannot be asked
     */
    static Map<String, Set<String>> effects(Database source, CapturedTables captured) {
        return effects(words(source), captured.realNames().stream().collect(lowerCased()));
    }

    /** A trigger that calls a procedure may write anything; one that writes a table sets off its triggers too. */
    static Map<String, Set<String>> effects(Map<String, Set<String>> words, Map<String, String> captured) {
        var effects = new TreeMap<String, Set<String>>();
        words.forEach((table, used) -> effects.put(table, direct(used, captured)));
        Map<String, String> withTriggers = words.keySet().stream().collect(lowerCased());
        boolean grows = true;
        while (grows) {
            grows = false;
            for (var entry : words.entrySet()) {
                Set<String> known = effects.getOrDefault(entry.getKey(), Set.of());
                for (String word : entry.getValue()) {
                    grows |= known.addAll(
                            Set.copyOf(effects.getOrDefault(withTriggers.getOrDefault(word, ""), Set.of())));
                }
            }
        }
        effects.values().removeIf(Set::isEmpty);
        return effects;
    }

    private static Set<String> direct(Set<String> words, Map<String, String> captured) {
        return words.contains(CALL)
                ? new TreeSet<>(captured.values())
                : words.stream()
                        .filter(captured::containsKey)
                        .map(captured::get)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Set<String>> words(Database source) {
        var words = new TreeMap<String, Set<String>>();
        try (Connection connection = source.open();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT EVENT_OBJECT_TABLE, ACTION_STATEMENT FROM information_schema.TRIGGERS"
                                + " WHERE TRIGGER_SCHEMA = ?")) {
            query.setString(1, source.config().name());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    words.computeIfAbsent(rows.getString(1), table -> new TreeSet<>())
                            .addAll(Arrays.asList(
                                    NOT_A_NAME.split(rows.getString(2).toLowerCase(Locale.ROOT))));
                }
            }
            return words;
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "reading the triggers");
        }
    }

    private static Collector<String, ?, Map<String, String>> lowerCased() {
        return Collectors.toMap(
                name -> name.toLowerCase(Locale.ROOT), UnaryOperator.identity(), (first, other) -> first, TreeMap::new);
    }
}
