package dev.gangway.events.envelope;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Column;
import dev.gangway.events.avro.AvroInput;
import dev.gangway.events.avro.AvroOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How values of one column look in Avro. Writing chooses the narrowest type that keeps every value of the column exactly;
 * reading needs nothing but the Avro schema. Immutable.
 */
final class ColumnCodec {
    private static final int UNSIGNED_BIGINT_DIGITS = 20;
    private static final Set<Schema.Type> KNOWN = EnumSet.of(
            Schema.Type.NULL,
            Schema.Type.INT,
            Schema.Type.LONG,
            Schema.Type.DOUBLE,
            Schema.Type.STRING,
            Schema.Type.BYTES);
    private static final Pattern DIGITS = Pattern.compile("\\((\\d+)(?:\\s*,\\s*(\\d+))?\\)");

    private final Schema type;
    private final Schema.Type[] branches;
    private final int nullBranch;
    private final int bytesBranch;
    private final int scale;

    /**
     * Reads and writes the values of one column.
     *
     * @param union the schema of its field: null and one type, for text also bytes
     */
    ColumnCodec(Schema union) {
        this.type = union.getTypes().get(1);
        this.branches = union.getTypes().stream().map(Schema::getType).toArray(Schema.Type[]::new);
        this.nullBranch = List.of(branches).indexOf(Schema.Type.NULL);
        this.bytesBranch = List.of(branches).indexOf(Schema.Type.BYTES);
        this.scale = type.getLogicalType() instanceof LogicalTypes.Decimal decimal ? decimal.getScale() : -1;
        for (Schema.Type branch : branches) {
            if (!KNOWN.contains(branch)) {
                throw new IllegalArgumentException("A column of type " + branch);
            }
        }
    }

    /** The column's type without null. TEXT is a union because stored text may not be valid in its character set. */
    static Schema[] types(Column column) {
        if (column.type().toLowerCase(Locale.ROOT).contains("zerofill")) {
            return new Schema[] {Schema.create(Schema.Type.STRING)};
        }
        return switch (column.kind()) {
            case INTEGER -> new Schema[] {integer(column)};
            case DECIMAL -> new Schema[] {decimal(column)};
            case FLOATING -> new Schema[] {Schema.create(Schema.Type.DOUBLE)};
            case TEMPORAL -> new Schema[] {Schema.create(Schema.Type.STRING)};
            case TEXT -> new Schema[] {Schema.create(Schema.Type.STRING), Schema.create(Schema.Type.BYTES)};
            case BINARY, BIT -> new Schema[] {Schema.create(Schema.Type.BYTES)};
        };
    }

    private static Schema integer(Column column) {
        return switch (column.baseType()) {
            case "bigint" -> column.isUnsigned() ? decimal(UNSIGNED_BIGINT_DIGITS, 0) : Schema.create(Schema.Type.LONG);
            case "int", "integer" -> Schema.create(column.isUnsigned() ? Schema.Type.LONG : Schema.Type.INT);
            case "year" -> Schema.create(Schema.Type.STRING); // year zero is printed with four digits
            default -> Schema.create(Schema.Type.INT);
        };
    }

    private static Schema decimal(Column column) {
        Matcher digits = DIGITS.matcher(column.type());
        if (!digits.find()) {
            return decimal(10, 0); // the server's default
        }
        String scale = digits.group(2);
        return decimal(Integer.parseInt(digits.group(1)), scale == null ? 0 : Integer.parseInt(scale));
    }

    private static Schema decimal(int precision, int scale) {
        return LogicalTypes.decimal(precision, scale).addToSchema(Schema.create(Schema.Type.BYTES));
    }

    /**
     * Writes a value as one branch of the column's union.
     *
     * @throws MigrationException {@link ErrorCode#ROW_REJECTED} when the value is none of the column's type
     */
    void write(@Nullable Object value, String column, AvroOutput out) {
        if (value == null) {
            out.number(nullBranch);
        } else if (value instanceof byte[] bytes) {
            if (bytesBranch < 0) {
                throw rejected(column);
            }
            out.number(bytesBranch);
            out.bytes(bytes);
        } else {
            writeText((String) value, column, out);
        }
    }

    private void writeText(String text, String column, AvroOutput out) {
        try {
            switch (type.getType()) {
                case INT -> number(Integer.parseInt(text), out);
                case LONG -> number(Long.parseLong(text), out);
                case DOUBLE -> {
                    double value = Double.parseDouble(text);
                    out.number(1);
                    out.floating(value);
                }
                case BYTES -> writeDecimal(text, out);
                default -> {
                    out.number(1);
                    out.text(text);
                }
            }
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw rejected(column);
        }
    }

    private static void number(long value, AvroOutput out) {
        out.number(1);
        out.number(value);
    }

    private void writeDecimal(String text, AvroOutput out) {
        if (scale < 0) {
            throw new IllegalArgumentException("Text in a binary column");
        }
        if (DecimalText.isPlain(text, scale)) {
            out.number(1);
            out.unscaled(DecimalText.unscaled(text));
        } else {
            BigInteger digits = new BigDecimal(text).setScale(scale).unscaledValue();
            out.number(1);
            out.bytes(digits.toByteArray());
        }
    }

    private static MigrationException rejected(String column) {
        return new MigrationException(
                ErrorCode.ROW_REJECTED,
                "The value of column " + column + " is not of the type that the table had when capture started: "
                        + "the column's type was changed",
                null);
    }

    /** The inverse of {@link #write}. */
    @Nullable
    Object read(AvroInput in) {
        return switch (branches[in.index(branches.length)]) {
            case NULL -> null;
            case INT, LONG -> Long.toString(in.number());
            case DOUBLE -> Double.toString(in.floating());
            case STRING -> in.text();
            default -> scale < 0 ? in.bytes() : DecimalText.of(in.bytes(), scale);
        };
    }

    /** The value that a reader of records gives. */
    static @Nullable Object fromAvro(@Nullable Object value, Schema type) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof ByteBuffer buffer)) {
            return value.toString();
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString();
        }
        return bytes;
    }
}
