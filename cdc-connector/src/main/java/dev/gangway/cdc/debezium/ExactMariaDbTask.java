package dev.gangway.cdc.debezium;

import io.debezium.config.Field;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbDatabaseSchema;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.Module;

/** Captures a MariaDB server's binlog. Instantiated by the engine by name. */
public final class ExactMariaDbTask extends ExactTask<MariaDbPartition, MariaDbOffsetContext, MariaDbDatabaseSchema> {

    public ExactMariaDbTask() {
        super(MariaDbParts::new);
    }

    @Override
    public String version() {
        return Module.version();
    }

    @Override
    protected String connectorName() {
        return Module.name();
    }

    @Override
    protected Iterable<Field> getAllConfigurationFields() {
        return MariaDbConnectorConfig.ALL_FIELDS;
    }
}
