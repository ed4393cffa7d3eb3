package dev.gangway.cdc.debezium;

import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.jdbc.MySqlValueConverters;
import io.debezium.relational.Column;
import io.debezium.relational.ValueConverter;
import java.nio.charset.Charset;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Debezium's converters replaced by {@link ExactValues}; character sets are still found by Debezium. */
final class ExactMySqlConverters extends MySqlValueConverters {

    ExactMySqlConverters(MySqlConnectorConfig config) {
        super(
                config.getDecimalMode(),
                config.getTemporalPrecisionMode(),
                config.getBigIntUnsignedHandlingMode().asBigIntUnsignedMode(),
                config.binaryHandlingMode(),
                temporal -> temporal,
                config.getEventConvertingFailureHandlingMode(),
                config.getServiceRegistry());
    }

    @Override
    public SchemaBuilder schemaBuilder(Column column) {
        return ExactValues.schema(column);
    }

    @Override
    public ValueConverter converter(Column column, Field field) {
        @Nullable Charset charset = column.charsetName() == null ? null : charsetFor(column);
        return ExactValues.converter(column, charset);
    }
}
