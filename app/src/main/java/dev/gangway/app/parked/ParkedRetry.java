package dev.gangway.app.parked;

import dev.gangway.core.change.SourceKey;
import dev.gangway.mysql.state.ParkedKey;
import dev.gangway.mysql.state.ParkedSearch;
import dev.gangway.mysql.state.ParkedSelection;
import dev.gangway.mysql.state.ParkedStore;
import dev.gangway.mysql.state.ReemitStore;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks capture for the rows of parked changes, in bounded blocks. What comes is the row as the source has it then, so it can
 * never be older than what the target holds; the sink settles what waited for it in the transaction that applies it.
 */
final class ParkedRetry {
    private static final int BLOCK = 1000;

    private final ParkedSearch search;
    private final ParkedStore store;
    private final ReemitStore reemit;
    private final ParkedSelection selection;
    private final String by;

    ParkedRetry(StateSchema state, ParkedSelection selection, String by) {
        this.search = new ParkedSearch(state);
        this.store = new ParkedStore(state);
        this.reemit = new ReemitStore(state);
        this.selection = selection;
        this.by = by;
    }

    RetryReport run(Connection connection, boolean preview) throws SQLException {
        var report = new RetryReport(preview);
        OptionalLong request = OptionalLong.empty();
        long last = 0;
        while (true) {
            List<ParkedKey> block = search.keysAfter(connection, selection, last, BLOCK);
            if (block.isEmpty()) {
                request.ifPresent(reemit::release);
                return report.of(request);
            }
            last = block.get(block.size() - 1).id();
            Map<String, List<Map<String, @Nullable Object>>> wanted = wanted(block, report);
            if (!preview && !wanted.isEmpty()) {
                if (request.isEmpty()) {
                    request = OptionalLong.of(reemit.begin("parked", by));
                }
                ask(connection, request.getAsLong(), wanted, block);
            }
        }
    }

    /** Source keys by table. */
    private static Map<String, List<Map<String, @Nullable Object>>> wanted(List<ParkedKey> block, RetryReport report) {
        var wanted = new LinkedHashMap<String, List<Map<String, @Nullable Object>>>();
        for (ParkedKey one : block) {
            List<Map<String, @Nullable Object>> keys = keys(one);
            report.count(one, keys.isEmpty());
            if (!one.joined() && !keys.isEmpty()) {
                wanted.computeIfAbsent(one.kind().table(), table -> new ArrayList<>())
                        .addAll(keys);
            }
        }
        return wanted;
    }

    /** The row's key, and the one it had before; none where they are not known. */
    static List<Map<String, @Nullable Object>> keys(ParkedKey one) {
        if (one.kind().table().isEmpty()) {
            return List.of();
        }
        var keys = new ArrayList<Map<String, @Nullable Object>>();
        for (String text : List.of(one.oldKey(), one.key())) {
            try {
                Map<String, @Nullable Object> key = SourceKey.parse(text);
                if (!key.isEmpty() && key.values().stream().allMatch(value -> value != null)) {
                    keys.add(key);
                }
            } catch (IllegalArgumentException e) {
                return List.of(); // another version wrote it
            }
        }
        return keys;
    }

    private void ask(
            Connection connection,
            long request,
            Map<String, List<Map<String, @Nullable Object>>> wanted,
            List<ParkedKey> block)
            throws SQLException {
        wanted.forEach((table, keys) -> reemit.add(request, table, keys));
        List<Long> ids = block.stream()
                .filter(one -> !one.joined() && !keys(one).isEmpty())
                .map(ParkedKey::id)
                .toList();
        store.retried(connection, ids);
    }
}
