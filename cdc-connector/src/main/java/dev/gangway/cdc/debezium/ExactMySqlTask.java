package dev.gangway.cdc.debezium;

import io.debezium.config.Field;
import io.debezium.connector.mysql.Module;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;

/** Captures a MySQL server's binlog. Instantiated by the engine by name. */
public final class ExactMySqlTask extends ExactTask<MySqlPartition, MySqlOffsetContext, MySqlDatabaseSchema> {

    public ExactMySqlTask() {
        super(MySqlParts::new);
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
        return MySqlConnectorConfig.ALL_FIELDS;
    }
}
