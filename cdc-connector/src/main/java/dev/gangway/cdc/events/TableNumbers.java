package dev.gangway.cdc.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which table the numbers in row events mean, as the table maps before them say. Confined to one thread. */
final class TableNumbers {
    private static final int REMEMBERED = 10_000;

    private final GateScope scope;

    private final Map<Long, Entry> byNumber = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Entry> eldest) {
            return size() > REMEMBERED;
        }
    };

    TableNumbers(GateScope scope) {
        this.scope = scope;
    }

    /** A table under its number, as a table map said; the name is empty when it is not captured. */
    private record Entry(RawEvent tableMap, Optional<String> name, int columns) {}

    /** Takes a table map; the table's real name when it is captured. Mostly it says what the last one of its number said. */
    Optional<String> map(RawEvent tableMap) {
        long number = tableMap.tableNumber();
        Entry known = byNumber.get(number);
        if (known != null && tableMap.hasBodyOf(known.tableMap())) {
            return known.name();
        }
        Entry entry = entry(tableMap);
        byNumber.remove(number); // so that it is among the latest
        byNumber.put(number, entry);
        return entry.name();
    }

    private Entry entry(RawEvent tableMap) {
        ByteBuffer body = tableMap.body();
        body.position(body.position() + 8);
        String database = name(body);
        String table = name(body);
        int columns = (int) PlainEvents.packed(body);
        boolean captured = scope.isCaptured(database, table);
        return new Entry(tableMap, captured ? Optional.of(table) : Optional.empty(), columns);
    }

    /** A table map is taken again when its transaction is handed out: meanwhile the number may mean another table. */
    void restore(RawEvent raw) {
        if (raw.kind() == EventKind.TABLE_MAP) {
            map(raw);
        }
    }

    /** The captured table that a row event or table map speaks of; compressed or not, the number stands in front. */
    Optional<String> captured(RawEvent rows) {
        Entry entry = byNumber.get(rows.tableNumber());
        return entry == null ? Optional.empty() : entry.name();
    }

    int columns(RawEvent rows) {
        Entry entry = byNumber.get(rows.tableNumber());
        return entry == null ? 0 : entry.columns();
    }

    private static String name(ByteBuffer body) {
        byte[] name = new byte[body.get() & 0xFF];
        body.get(name);
        body.get();
        return new String(name, StandardCharsets.UTF_8);
    }
}
