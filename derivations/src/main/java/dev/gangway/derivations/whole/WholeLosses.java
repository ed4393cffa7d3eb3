package dev.gangway.derivations.whole;

import dev.gangway.core.config.Mode;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.RowName;
import dev.gangway.core.row.Row;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what one recomputation of a whole leaves out or changes, and stores it in place of what the last one did: a row that stays
 * out is counted once however often the whole is recomputed. One thread.
 */
public final class WholeLosses implements LossCounter {
    private static final int KEYS = 20;

    private final Map<List<String>, Long> counts = new LinkedHashMap<>();
    private final Map<List<String>, List<String>> keys = new LinkedHashMap<>();

    @Override
    public void count(String table, String field, String reason) {
        counts.merge(List.of(table, field, reason), 1L, Long::sum);
    }

    @Override
    public void count(Row row, String field, String reason) {
        countKey(row.document(), field, reason, RowName.of(row, List.of()));
    }

    @Override
    public void countKey(String table, String field, String reason, String key) {
        count(table, field, reason);
        List<String> known = keys.computeIfAbsent(List.of(table, field, reason), kind -> new ArrayList<>());
        if (known.size() < KEYS && !key.isEmpty()) {
            known.add(key);
        }
    }

    /** Replaces what was stored under the whole's name. */
    public void store(Connection connection, StateSchema state, Mode mode, String whole) throws SQLException {
        var entries = new ArrayList<LossStore.Entry>();
        counts.forEach((what, count) -> entries.add(new LossStore.Entry(what.get(0), what.get(1), what.get(2), count)));
        var rows = new ArrayList<LossStore.RowKey>();
        keys.forEach((what, known) ->
                known.forEach(key -> rows.add(new LossStore.RowKey(what.get(0), what.get(1), what.get(2), key))));
        new LossStore(state).replace(connection, mode.word(), "whole:" + whole, entries, rows);
    }
}
