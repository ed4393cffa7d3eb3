package dev.gangway.cdc.binlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    SourcePosition position() {
        String pos = text("pos");
        return new StartPoint("binlog", file(), pos.isEmpty() ? 0 : Long.parseLong(pos), "").position();
    }

    /** The form Connect stores offsets in. */
    String json() {
        var typed = new LinkedHashMap<String, Object>();
        fields.forEach((name, value) -> typed.put(name, NUMBERS.contains(name) ? (Object) Long.valueOf(value) : value));
        typed.remove(WAITING);
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
