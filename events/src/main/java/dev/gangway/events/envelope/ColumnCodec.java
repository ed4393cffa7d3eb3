package dev.gangway.events.envelope;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How values of one column look in Avro. Writing chooses the narrowest type that keeps every value of the column exactly;
 * reading needs nothing but the Avro schema.
 */
final class ColumnCodec {
    private static final int UNSIGNED_BIGINT_DIGITS = 20;
    private static final Pattern DIGITS = Pattern.compile("\\((\\d+)(?:\\s*,\\s*(\\d+))?\\)");

    private ColumnCodec() {}

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
     * The Avro value of a column's value.
     *
     * @throws MigrationException {@link ErrorCode#ROW_REJECTED} when the value is none of the column's type
     */
    static @Nullable Object toAvro(@Nullable Object value, Schema type, String column) {
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        String text = (String) value;
        try {
            return switch (type.getType()) {
                case INT -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case BYTES -> unscaled(text, type);
                default -> text;
            };
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new MigrationException(
                    ErrorCode.ROW_REJECTED,
                    "The value of column " + column + " is not of the type that the table had when capture started: "
                            + "the column's type was changed",
                    null);
        }
    }

    private static ByteBuffer unscaled(String text, Schema type) {
        LogicalType logical = type.getLogicalType();
        if (!(logical instanceof LogicalTypes.Decimal decimal)) {
            throw new IllegalArgumentException("Text in a binary column");
        }
        BigInteger digits = new BigDecimal(text).setScale(decimal.getScale()).unscaledValue();
        return ByteBuffer.wrap(digits.toByteArray());
    }

    /** The inverse of {@link #toAvro}. */
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
