package dev.gangway.cdc.debezium;

import io.debezium.connector.mysql.MySqlConnector;
import org.apache.kafka.connect.connector.Task;

/** Debezium's connector with {@link ExactMySqlTask} as its task. Instantiated by the engine by name. */
@SuppressWarnings("unchecked") // Debezium's own generic override
public final class ExactMySqlConnector extends MySqlConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return ExactMySqlTask.class;
    }
}
