package dev.gangway.events;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What one topic must look like. Records are stamped when they are appended: by the source's time, retention would delete a
 * change that was made long ago before anybody has read it.
 */
record TopicExpectation(String cleanupPolicy, int maxMessageBytes, long retentionMs, String compression) {

    static TopicExpectation of(Topics topics, String name, TopicSettings settings) {
        boolean forever = name.equals(topics.parked()) || name.equals(topics.checkpoints());
        return new TopicExpectation(
                name.equals(topics.checkpoints())
                        ? TopicConfig.CLEANUP_POLICY_COMPACT
                        : TopicConfig.CLEANUP_POLICY_DELETE,
                settings.maxMessageBytes(),
                forever ? -1 : settings.retention().toMillis(),
                settings.compression());
    }

    static final String TIMESTAMP_TYPE = "LogAppendTime";

    Map<String, String> configs() {
        var configs = new HashMap<String, String>();
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy);
        configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes));
        configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retentionMs));
        configs.put(TopicConfig.COMPRESSION_TYPE_CONFIG, compression);
        configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TIMESTAMP_TYPE);
        return configs;
    }
}
