package dev.gangway.cdc.debezium;

import io.debezium.connector.mariadb.MariaDbConnector;
import org.apache.kafka.connect.connector.Task;

/** Debezium's connector with {@link ExactMariaDbTask} as its task. Instantiated by the engine by name. */
@SuppressWarnings("unchecked") // Debezium's own generic override
public final class ExactMariaDbConnector extends MariaDbConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return ExactMariaDbTask.class;
    }
}
