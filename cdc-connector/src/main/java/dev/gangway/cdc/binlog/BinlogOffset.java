package dev.gangway.cdc.binlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.position.StartPoint;
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
