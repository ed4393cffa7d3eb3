package dev.gangway.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the Kafka broker is set up. With a folder its data outlive it, and a later broker on the same folder goes on with
 * them; without one they are deleted when it is closed. Immutable.
 */
public record KafkaOptions(
        @Nullable Path folder, int heapMegabytes, Map<String, String> settings, KafkaSecurity security) {
    private static final int USUAL_HEAP = 320;

    public KafkaOptions {
        settings = Map.copyOf(settings);
    }

    public static KafkaOptions defaults() {
        return new KafkaOptions(null, USUAL_HEAP, Map.of(), KafkaSecurity.PLAINTEXT);
    }

    public KafkaOptions withFolder(Path kept) {
        return new KafkaOptions(kept.toAbsolutePath(), heapMegabytes, settings, security);
    }

    public KafkaOptions withHeap(int megabytes) {
        return new KafkaOptions(folder, megabytes, settings, security);
    }

    /** Lets clients in only as told. */
    public KafkaOptions withSecurity(KafkaSecurity wanted) {
        return new KafkaOptions(folder, heapMegabytes, settings, wanted);
    }

    /** Sets a broker property, over the built-in ones. */
    public KafkaOptions withSetting(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(name, value);
        return new KafkaOptions(folder, heapMegabytes, more, security);
    }
}
