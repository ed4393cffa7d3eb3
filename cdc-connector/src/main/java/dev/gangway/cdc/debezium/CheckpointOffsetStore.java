package dev.gangway.cdc.debezium;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/**
 * Hands the engine the offset of our own checkpoint when it starts, and forgets what the engine stores: the checkpoint in
 * Kafka is the only truth about how far capture is. Both properties hold Connect's JSON form of key and value.
 */
public final class CheckpointOffsetStore extends MemoryOffsetBackingStore {
    public static final String KEY = "offset.storage.gangway.key";
    public static final String VALUE = "offset.storage.gangway.value";

    @Override
    public void configure(WorkerConfig config) {
        super.configure(config);
        var given = config.originalsStrings();
        data.put(bytes(given.getOrDefault(KEY, "")), bytes(given.getOrDefault(VALUE, "")));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public java.util.Set<java.util.Map<String, Object>> connectorPartitions(String connectorName) {
        return java.util.Set.of();
    }
}
