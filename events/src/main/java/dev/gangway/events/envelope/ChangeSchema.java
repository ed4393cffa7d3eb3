package dev.gangway.events.envelope;

import dev.gangway.core.change.Operation;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Makes the Avro schema of one source table's changes.
 *
 * <p>The record has the fields {@code op}, {@code before}, {@code after}, {@code source} and {@code capturedAt}. Images have
 * one field per column, each nullable, after a field {@code __present}: null when the image holds the whole row, else the
 * names of the columns it holds. Property {@code table} of the record and {@code column} of a field give the real names,
 * {@code mysqlType} the column's type.
 */
final class ChangeSchema {
    static final String TABLE_PROPERTY = "table";
    static final String COLUMN_PROPERTY = "column";
    static final String PRESENT = "__present";

    private static final String TYPE_PROPERTY = "mysqlType";
    private static final String NAMESPACE = "dev.gangway.changes";
    private static final Schema OPERATION = Schema.createEnum(
            "Operation",
            "What happened to the row.",
            "dev.gangway.events",
            Stream.of(Operation.values()).map(Enum::name).toList());

    private ChangeSchema() {}

    static Schema of(Table table) {
        Schema record = Schema.createRecord(
                AvroNames.legal(table.name()), "A change of table " + table.name() + ".", NAMESPACE, false);
        record.addProp(TABLE_PROPERTY, table.name());
        record.setFields(fields(optional(image(table))));
        return record;
    }

    /** The fields of a change with these images, in their order. */
    static List<Schema.Field> fields(Schema image) {
        Schema capturedAt = LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        return List.of(
                new Schema.Field("op", OPERATION, null),
                new Schema.Field(
                        "before", image, "The old row; null when it is not known.", Schema.Field.NULL_DEFAULT_VALUE),
                new Schema.Field(
                        "after", image, "The new row; null when there is none.", Schema.Field.NULL_DEFAULT_VALUE),
                new Schema.Field("source", EventSchemas.SOURCE, null),
                new Schema.Field("capturedAt", capturedAt, null));
    }

    private static Schema image(Table table) {
        Map<String, String> names = AvroNames.distinct(table.columnNames(), Set.of(PRESENT));
        var fields = new ArrayList<Schema.Field>();
        Schema present = optional(Schema.createArray(Schema.create(Schema.Type.STRING)));
        fields.add(new Schema.Field(
                PRESENT,
                present,
                "The columns this image holds; null when it holds all.",
                Schema.Field.NULL_DEFAULT_VALUE));
        table.columns().forEach(column -> fields.add(field(column, names.getOrDefault(column.name(), column.name()))));
        Schema record = Schema.createRecord(AvroNames.legal(table.name()), null, NAMESPACE + ".row", false);
        record.addProp(TABLE_PROPERTY, table.name());
        record.setFields(fields);
        return record;
    }

    private static Schema.Field field(Column column, String name) {
        Schema[] types = ColumnCodec.types(column);
        var field = new Schema.Field(name, optional(types), null, Schema.Field.NULL_DEFAULT_VALUE);
        if (!name.equals(column.name())) {
            field.addProp(COLUMN_PROPERTY, column.name());
        }
        field.addProp(TYPE_PROPERTY, column.type());
        return field;
    }

    private static Schema optional(Schema... types) {
        return Schema.createUnion(Stream.concat(Stream.of(Schema.create(Schema.Type.NULL)), Stream.of(types))
                .toList());
    }
}
