package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.deserialization.ColumnType;
import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonBinary;
import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonFormatter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;

/** Prints MySQL's binary JSON the way the server's own text form looks: a blank after each colon and comma. */
final class JsonText implements JsonFormatter {
    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    static String of(byte[] binary) throws IOException {
        var text = new JsonText();
        new JsonBinary(binary).parse(text);
        return text.out.toString();
    }

    @Override
    public void beginObject(int elements) {
        out.append('{');
    }

    @Override
    public void beginArray(int elements) {
        out.append('[');
    }

    @Override
    public void endObject() {
        out.append('}');
    }

    @Override
    public void endArray() {
        out.append(']');
    }

    @Override
    public void name(String name) {
        value(name);
        out.append(": ");
    }

    @Override
    public void value(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            escape(value.charAt(i));
        }
        out.append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20) {
                    out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }

    @Override
    public void value(int value) {
        out.append(value);
    }

    @Override
    public void value(long value) {
        out.append(value);
    }

    /** The server prints the shortest digits that read back as the same double, with a ".0" when it is a whole number. */
    @Override
    public void value(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.append(new BigDecimal(value).toPlainString()).append(".0");
            return;
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -5 && exponent < 15) {
            out.append(shortest.toPlainString());
        } else {
            BigDecimal mantissa = shortest.movePointLeft(exponent).stripTrailingZeros();
            out.append(mantissa.toPlainString()).append('e').append(exponent);
        }
    }

    @Override
    public void value(BigInteger value) {
        out.append(value);
    }

    @Override
    public void value(BigDecimal value) {
        out.append(value.toPlainString());
    }

    @Override
    public void value(boolean value) {
        out.append(value);
    }

    @Override
    public void valueNull() {
        out.append("null");
    }

    @Override
    public void valueYear(int year) {
        out.append(year);
    }

    @Override
    public void valueDate(int year, int month, int day) {
        out.append(String.format(Locale.ROOT, "\"%04d-%02d-%02d\"", year, month, day));
    }

    @Override
    @SuppressWarnings("checkstyle:ParameterNumber")
    public void valueDatetime(int year, int month, int day, int hour, int min, int sec, int micros) {
        out.append(String.format(
                Locale.ROOT, "\"%04d-%02d-%02d %02d:%02d:%02d.%06d\"", year, month, day, hour, min, sec, micros));
    }

    @Override
    public void valueTime(int hour, int min, int sec, int micros) {
        out.append(String.format(
                Locale.ROOT, "\"%s%02d:%02d:%02d.%06d\"", hour < 0 ? "-" : "", Math.abs(hour), min, sec, micros));
    }

    @Override
    public void valueTimestamp(long seconds, int micros) {
        out.append('"').append(TemporalText.timestamp(seconds, micros, 6)).append('"');
    }

    @Override
    public void valueOpaque(ColumnType type, byte[] value) {
        out.append("\"base64:type")
                .append(type.getCode())
                .append(':')
                .append(Base64.getEncoder().encodeToString(value))
                .append('"');
    }

    @Override
    public void nextEntry() {
        out.append(", ");
    }
}
