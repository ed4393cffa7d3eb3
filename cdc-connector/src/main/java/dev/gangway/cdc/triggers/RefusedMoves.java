package dev.gangway.cdc.triggers;

import dev.gangway.core.row.Layout;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds key changes that stand in a log and never happened: {@code UPDATE IGNORE} passes over a row that a foreign key holds where it is,
 * and MariaDB calls the trigger for it all the same. Taken for true, the row would be deleted at its old key with all that hangs
 * on it, and looked for in vain at the new one.
 */
final class RefusedMoves {
    private static final int PAGE = 1_000;

    private final LogTable log;
    private final LogReader reader;
    private final Layout layout;

    RefusedMoves(LogTable log, LogReader reader, Layout layout) {
        this.log = log;
        this.reader = reader;
        this.layout = layout;
    }

    /**
     * Forgets them: the row is not at the new key, and it is at the old one, or left that a second time, while nobody has inserted a row
     * there.
     */
    void forget(KeyMoves moves) throws SQLException {
        Map<LogEntry.Key, LogEntry.Key> doubtful = doubtful(moves);
        if (doubtful.isEmpty()) {
            return;
        }
        Set<LogEntry.Key> inserted = inserted(new HashSet<>(doubtful.values()));
        Set<LogEntry.Key> there = reader.rows(log, layout, doubtful.values()).keySet();
        doubtful.forEach((key, before) -> {
            boolean stayed = there.contains(before) || moves.leftAgain(before, key);
            if (stayed && !inserted.contains(before)) {
                moves.neverHappened(key);
            }
        });
    }

    /** By the key where no row is now: the key that it came from. */
    private Map<LogEntry.Key, LogEntry.Key> doubtful(KeyMoves moves) throws SQLException {
        var absent = new HashSet<>(moves.remaining().keySet());
        if (!absent.isEmpty()) {
            absent.removeAll(reader.rows(log, layout, absent).keySet());
        }
        var doubtful = new HashMap<LogEntry.Key, LogEntry.Key>();
        absent.forEach(key -> moves.cameFrom(key).ifPresent(before -> doubtful.put(key, before)));
        return doubtful;
    }

    /** Which of the keys the log says to have been inserted. */
    private Set<LogEntry.Key> inserted(Set<LogEntry.Key> keys) throws SQLException {
        var found = new HashSet<LogEntry.Key>();
        long readTo = 0;
        List<LogEntry> page = reader.page(log, "op = 'I'", readTo, PAGE);
        while (!page.isEmpty()) {
            for (LogEntry entry : page) {
                readTo = entry.id();
                if (keys.contains(entry.key())) {
                    found.add(entry.key());
                }
            }
            page = reader.page(log, "op = 'I'", readTo, PAGE);
        }
        return found;
    }
}
