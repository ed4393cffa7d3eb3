package dev.gangway.cdc.debezium;

import io.debezium.relational.Column;
import io.debezium.relational.ValueConverter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a cell of a row event the product's canonical value ({@link dev.gangway.core.schema.ColumnKind}): text or bytes.
 * Stateless; a converter holds what is known of its column.
 */
final class ExactValues {
    private static final Set<String> BYTES = Set.of(
            "BINARY",
            "VARBINARY",
            "TINYBLOB",
            "BLOB",
            "MEDIUMBLOB",
            "LONGBLOB",
            "BIT",
            "GEOMETRY",
            "POINT",
            "LINESTRING",
            "POLYGON",
            "MULTIPOINT",
            "MULTILINESTRING",
            "MULTIPOLYGON",
            "GEOMETRYCOLLECTION",
            "GEOMCOLLECTION");

    private ExactValues() {}

    static SchemaBuilder schema(Column column) {
        return new NoDefault(BYTES.contains(typeName(column)) ? Schema.Type.BYTES : Schema.Type.STRING).optional();
    }

    /**
     * @param charset of a text column, or null when it has none
     */
    static ValueConverter converter(Column column, @Nullable Charset charset) {
        String type = typeName(column);
        List<String> labels =
                column.enumValues().stream().map(ExactValues::unquoted).toList();
        if (BYTES.contains(type)) {
            int width = type.equals("BINARY") ? column.length() : 0;
            return data -> data instanceof byte[] bytes ? padded(bytes, width) : null;
        }
        return switch (type) {
            case "ENUM" -> data -> data instanceof Integer index ? enumLabel(labels, index) : null;
            case "SET" -> data -> data instanceof Long bits ? setLabels(labels, bits) : null;
            case "JSON" -> data -> data instanceof byte[] bytes ? json(bytes, charset) : null;
            default -> {
                Integers integers = Integers.of(type, column);
                yield data -> text(data, integers, column.charsetName(), charset);
            }
        };
    }

    private static @Nullable Object text(
            @Nullable Object data, Integers integers, @Nullable String charsetName, @Nullable Charset charset) {
        if (data instanceof Integer || data instanceof Long) {
            return integers.text(((Number) data).longValue());
        }
        if (data instanceof byte[] bytes) {
            return decode(bytes, charsetName, charset);
        }
        if (data instanceof Float || data instanceof Double) {
            return Double.toString(((Number) data).doubleValue());
        }
        return data instanceof BigDecimal number ? number.toPlainString() : data instanceof String ? data : null;
    }

    private static byte[] padded(byte[] bytes, int width) {
        return bytes.length < width ? Arrays.copyOf(bytes, width) : bytes;
    }

    private static String enumLabel(List<String> labels, int index) {
        return index <= 0 || index > labels.size() ? "" : labels.get(index - 1);
    }

    private static String setLabels(List<String> labels, long bits) {
        var chosen = new ArrayList<String>();
        for (int i = 0; i < labels.size(); i++) {
            if ((bits >>> i & 1) == 1) {
                chosen.add(labels.get(i));
            }
        }
        return String.join(",", chosen);
    }

    /** MariaDB's JSON is text with a check; MySQL's is binary. */
    private static String json(byte[] bytes, @Nullable Charset charset) {
        if (bytes == PartialJson.CELL) {
            return PartialJson.value();
        }
        if (charset != null) {
            return new String(bytes, charset);
        }
        try {
            return bytes.length == 0 ? "null" : JsonText.of(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** MySQL's latin1 is cp1252 whose five unused bytes are the control characters of the same number. */
    static String decode(byte[] bytes, @Nullable String charsetName, @Nullable Charset charset) {
        if (charsetName == null || !charsetName.equalsIgnoreCase("latin1")) {
            return new String(bytes, charset == null ? StandardCharsets.UTF_8 : charset);
        }
        Charset cp1252 = Charset.forName("windows-1252");
        String text = new String(bytes, cp1252);
        if (text.indexOf('\uFFFD') < 0) {
            return text;
        }
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] == '\uFFFD') {
                chars[i] = (char) (bytes[i] & 0xFF);
            }
        }
        return new String(chars);
    }

    /** A label as the table's definition quotes it. */
    static String unquoted(String literal) {
        boolean quoted = literal.length() >= 2 && literal.startsWith("'") && literal.endsWith("'");
        String text = quoted ? literal.substring(1, literal.length() - 1) : literal;
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i + 1 < text.length() && c == '\\') {
                out.append(unescaped(text.charAt(++i)));
            } else if (i + 1 < text.length() && c == '\'' && text.charAt(i + 1) == '\'') {
                i++;
                out.append(c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> 0;
            default -> c;
        };
    }

    /** The type's name without sign and size. */
    static String typeName(Column column) {
        String name = column.typeName().toUpperCase(Locale.ROOT);
        int end = 0;
        while (end < name.length() && (Character.isLetterOrDigit(name.charAt(end)) || name.charAt(end) == '_')) {
            end++;
        }
        return name.substring(0, end);
    }

    /** How an integer column's stored bits become digits. */
    private record Integers(int bits, boolean unsigned, int zeroFill) {

        static Integers of(String type, Column column) {
            String full = column.typeName().toUpperCase(Locale.ROOT);
            boolean fill = full.contains("ZEROFILL");
            int bits =
                    switch (type) {
                        case "TINYINT", "INT1", "BOOL", "BOOLEAN" -> 8;
                        case "SMALLINT", "INT2" -> 16;
                        case "MEDIUMINT", "INT3", "MIDDLEINT" -> 24;
                        case "BIGINT", "INT8", "SERIAL" -> 64;
                        default -> 32;
                    };
            boolean unsigned = fill || full.contains("UNSIGNED") || type.equals("SERIAL");
            return new Integers(bits, unsigned, fill ? Math.max(column.length(), 0) : 0);
        }

        String text(long value) {
            String digits;
            if (!unsigned) {
                digits = Long.toString(value);
            } else if (bits == 64) {
                digits = Long.toUnsignedString(value);
            } else {
                digits = Long.toString(value & ((1L << bits) - 1));
            }
            return digits.length() < zeroFill ? "0".repeat(zeroFill - digits.length()) + digits : digits;
        }
    }

    /** A field without default: Connect would read a stored NULL as the default. */
    private static final class NoDefault extends SchemaBuilder {
        NoDefault(Schema.Type type) {
            super(type);
        }

        @Override
        public SchemaBuilder defaultValue(Object value) {
            return this;
        }
    }
}
