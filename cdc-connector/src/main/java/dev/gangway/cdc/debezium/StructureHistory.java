package dev.gangway.cdc.debezium;

import io.debezium.storage.kafka.history.KafkaSchemaHistory;
import java.util.concurrent.RejectedExecutionException;

/**
 * Debezium's history of structures in a topic. It is asked twice to look at the topic's settings, and gives the thread for it up
 * after the first look: when that ends in the middle of the second request, capture would fail for a look that was already made.
 */
public final class StructureHistory extends KafkaSchemaHistory {
    @Override
    public void checkStorageSettings() {
        try {
            super.checkStorageSettings();
        } catch (RejectedExecutionException e) {
            // the first look has ended
        }
    }
}
