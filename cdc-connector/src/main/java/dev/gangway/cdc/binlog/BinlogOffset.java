package dev.gangway.cdc.binlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.core.position.BinlogEra;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.position.StartPoint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine goes on in the binlog: always the end of a transaction. The server's id and time are kept because Debezium
 * compares them when it decides which statements of the schema history lie before an offset.
 */
record BinlogOffset(Map<String, String> fields) {
    private static final List<String> NUMBERS = List.of("pos", "server_id", "ts_sec");
    private static final List<String> TEXTS = List.of("file", "gtids");
    private static final String WAITING = "waiting";
    private static final String SERVER = "server";
    private static final String SHIFT = "shift";
    private static final String OPEN = "open";
    private static final String OPEN_CHANGES = "open-changes";
    /** What Debezium knows nothing of. */
    private static final List<String> OWN = List.of(WAITING, SERVER, SHIFT, OPEN, OPEN_CHANGES);

    private static final ObjectMapper JSON = new ObjectMapper();

    BinlogOffset {
        fields = Map.copyOf(fields);
    }

    static BinlogOffset of(StartPoint start) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("file", start.file());
        fields.put("pos", Long.toString(start.offset()));
        if (!start.gtids().isEmpty()) {
            fields.put("gtids", start.gtids());
        }
        return new BinlogOffset(fields);
    }

    /** A place without more. */
    static BinlogOffset at(String file, long offset) {
        return new BinlogOffset(Map.of("file", file, "pos", Long.toString(offset)));
    }

    /** Debezium's offset without its counters of events and rows, which do not apply at a transaction's end. */
    static BinlogOffset of(Map<String, ?> debezium) {
        var fields = new LinkedHashMap<String, String>();
        debezium.forEach((name, value) -> {
            if (value != null && (NUMBERS.contains(name) || TEXTS.contains(name))) {
                fields.put(name, value.toString());
            }
        });
        return new BinlogOffset(fields);
    }

    /** The same, as a place of this server's binlog. */
    BinlogOffset in(BinlogEra era) {
        var more = new LinkedHashMap<>(fields);
        more.put(SERVER, era.server());
        more.put(SHIFT, Long.toString(era.shift()));
        return new BinlogOffset(more);
    }

    /** Which server's binlog the place is in. */
    BinlogEra era() {
        String shift = text(SHIFT);
        return new BinlogEra(text(SERVER), shift.isEmpty() ? 0 : Long.parseLong(shift));
    }

    /** The same, with the transaction behind it of which some changes are handed on already. */
    BinlogOffset withOpen(String transaction, long changes) {
        var more = new LinkedHashMap<>(fields);
        more.put(OPEN, transaction);
        more.put(OPEN_CHANGES, Long.toString(changes));
        return new BinlogOffset(more);
    }

    /** The transaction that was handed on in part; empty when there is none. */
    String open() {
        return text(OPEN);
    }

    long openChanges() {
        String changes = text(OPEN_CHANGES);
        return changes.isEmpty() ? 0 : Long.parseLong(changes);
    }

    /** The same, with the tables that wait there for a statement that changes their structure. */
    BinlogOffset withWaiting(Collection<String> realNames) {
        var more = new LinkedHashMap<>(fields);
        more.remove(WAITING);
        if (!realNames.isEmpty()) {
            more.put(WAITING, String.join("\n", realNames));
        }
        return new BinlogOffset(more);
    }

    List<String> waiting() {
        return text(WAITING).lines().toList();
    }

    String file() {
        return text("file");
    }

    String gtids() {
        return text("gtids");
    }

    private String text(String name) {
        @Nullable String value = fields.get(name);
        return value == null ? "" : value;
    }

    /** The place in the file, as the server counts. */
    long localOffset() {
        String pos = text("pos");
        return pos.isEmpty() ? 0 : Long.parseLong(pos);
    }

    SourcePosition position() {
        var local = new StartPoint("binlog", file(), localOffset(), "");
        return era().position(local.position());
    }

    /** The form Connect stores offsets in. */
    String json() {
        var typed = new LinkedHashMap<String, Object>();
        fields.forEach((name, value) -> typed.put(name, NUMBERS.contains(name) ? (Object) Long.valueOf(value) : value));
        typed.keySet().removeAll(OWN);
        return json(typed);
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a JSON value", e);
        }
    }
}
