package dev.gangway.app.reemit;

import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.events.envelope.ChangeDecoder;
import dev.gangway.events.envelope.EventHeaders;
import dev.gangway.events.envelope.EventSchemas;
import dev.gangway.events.registry.RecordDeserializer;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.state.ReemitStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the keys of changes and gives them on in blocks, so that memory holds a block of each table at most. One thread at a time.
 */
final class KeyCollector {
    private static final int BLOCK = 1_000;

    private final KeySink sink;
    private final Map<String, Table> tables;
    private final Predicate<String> wanted;
    private final RecordDeserializer deserializer;
    private final ChangeDecoder decoder = new ChangeDecoder();
    private final Map<String, List<Map<String, Object>>> blocks = new LinkedHashMap<>();
    private final Map<String, Long> unknown = new TreeMap<>();
    private long records;

    /** Where the keys go, each possibly several times. */
    interface KeySink {
        void add(String table, List<Map<String, Object>> keys);

        /** All rows of the table. */
        void addAll(String table);

        /** The keys of a request: the state drops those that come again. */
        static KeySink of(ReemitStore store, long request) {
            return new KeySink() {
                @Override
                public void add(String table, List<Map<String, Object>> keys) {
                    store.add(request, table, keys);
                }

                @Override
                public void addAll(String table) {
                    store.addRange(request, table, ChunkRange.ALL);
                }
            };
        }
    }

    /**
     * @param tables the captured ones, by name
     * @param wanted which tables' keys are gathered
     */
    KeyCollector(KeySink sink, Map<String, Table> tables, Predicate<String> wanted, RecordDeserializer deserializer) {
        this.sink = sink;
        this.tables = tables;
        this.wanted = wanted;
        this.deserializer = deserializer;
    }

    /** Takes one record of a changes topic; watermarks tell nothing. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        String name = EventHeaders.table(record.headers()).orElse("");
        if (name.isEmpty() || !wanted.test(name)) {
            return;
        }
        records++;
        Table table = tables.get(name);
        RowChange change = change(record);
        if (table == null || change == null || table.identity().isEmpty()) {
            unknown.merge(name, 1L, Long::sum);
        } else if (change.operation() == Operation.TRUNCATE) {
            sink.addAll(name);
        } else {
            add(table, change.before());
            add(table, change.after());
        }
    }

    /** Null when the record stands in for a change that could not be sent, or cannot be read: its key is not known. */
    private @Nullable RowChange change(ConsumerRecord<byte[], byte[]> record) {
        try {
            var event = deserializer.deserialize(record.topic(), record.value());
            return event != null && EventSchemas.isChange(event) ? decoder.decode(event) : null;
        } catch (MigrationException e) {
            if (e.code() != ErrorCode.RECORD_UNREADABLE) {
                throw e;
            }
            return null;
        }
    }

    private void add(Table table, @Nullable Row row) {
        if (row == null) {
            return;
        }
        var key = new LinkedHashMap<String, Object>();
        for (String column : table.identity()) {
            Object value = row.get(column);
            if (value == null) {
                unknown.merge(table.name(), 1L, Long::sum);
                return;
            }
            key.put(column, value);
        }
        List<Map<String, Object>> block = blocks.computeIfAbsent(table.name(), name -> new ArrayList<>());
        block.add(key);
        if (block.size() >= BLOCK) {
            sink.add(table.name(), List.copyOf(block));
            block.clear();
        }
    }

    /** Stores what is left. */
    void finish() {
        blocks.forEach((table, block) -> sink.add(table, List.copyOf(block)));
        blocks.clear();
    }

    /** Changes looked at. */
    long records() {
        return records;
    }

    /** Changes whose row is not known, by table. */
    Map<String, Long> unknown() {
        return unknown;
    }
}
