package dev.gangway.cdc.debezium;

import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.relational.ValueConverter;
import io.debezium.relational.ValueConverterProvider;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Makes the product's values of the cells of one table's rows, as long as the table keeps its structure. Confined to one thread. */
final class RowValues {
    private static final int VALUE_OVERHEAD = 48; // what a short text takes beside its letters

    private final String name;
    private final Table table;
    private final List<String> columns;
    private final ValueConverter[] converters;
    private long bytes;

    /** {@code name}: as the binlog calls the table. */
    RowValues(String name, Table table, ValueConverterProvider provider) {
        this.name = name;
        this.table = table;
        var names = new ArrayList<String>();
        this.converters = new ValueConverter[table.columns().size()];
        for (Column column : table.columns()) {
            Schema schema = provider.schemaBuilder(column).build();
            converters[names.size()] = provider.converter(column, new Field(column.name(), names.size(), schema));
            names.add(column.name());
        }
        this.columns = List.copyOf(names);
    }

    String name() {
        return name;
    }

    boolean isOf(Table other) {
        return table == other;
    }

    /** Always the same object. */
    List<String> columns() {
        return columns;
    }

    List<@Nullable Object[]> rows(List<Serializable[]> rows) {
        var result = new ArrayList<@Nullable Object[]>(rows.size());
        rows.forEach(row -> result.add(row(row)));
        return result;
    }

    @Nullable
    Object[] row(@Nullable Serializable[] cells) {
        if (cells.length != converters.length) {
            throw new IllegalStateException(
                    "A row of " + name() + " has " + cells.length + " values for " + converters.length + " columns");
        }
        var values = new @Nullable Object[cells.length];
        for (int i = 0; i < cells.length; i++) {
            Object value = converters[i].convert(cells[i]);
            values[i] = value;
            bytes += VALUE_OVERHEAD
                    + (value instanceof String text ? text.length() : value instanceof byte[] b ? b.length : 0);
        }
        return values;
    }

    /** About how much memory the values take that were made since the last call. */
    long takeBytes() {
        long taken = bytes;
        bytes = 0;
        return taken;
    }
}
