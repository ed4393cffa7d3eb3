package dev.gangway.core.php;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The tokens of serialized text, one after the other. Every method leaves the position behind what it read. */
final class PhpTokens {
    private static final int MAX_SEARCHED = 10_000_000;

    private final byte[] data;
    private final boolean repairing;
    private int position;
    private int searched;

    /** @param repairing true to end strings where their closing quote is, when the announced length does not fit */
    PhpTokens(byte[] data, boolean repairing) {
        this.data = data;
        this.repairing = repairing;
    }

    int left() {
        return data.length - position;
    }

    PhpFormatException error(String reason) {
        return new PhpFormatException(reason, position);
    }

    /** The letter of the next value; the position moves behind it and its colon. */
    int type() throws PhpFormatException {
        int letter = next();
        if (letter != 'N') {
            expect(':');
        }
        return letter;
    }

    PhpValue end(PhpValue value) throws PhpFormatException {
        expect(';');
        return value;
    }

    PhpValue bool() throws PhpFormatException {
        int digit = next();
        if (digit != '0' && digit != '1') {
            throw error("Expected 0 or 1");
        }
        return end(new PhpScalar.Bool(digit == '1'));
    }

    long integer() throws PhpFormatException {
        int start = position;
        boolean negative = left() > 0 && data[position] == '-';
        skipSign();
        int digits = position;
        long value = 0;
        while (left() > 0 && isDigit(data[position])) {
            int digit = data[position++] - '0';
            if (value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit) {
                throw new PhpFormatException("Integer out of range", start);
            }
            value = value * 10 - digit;
        }
        if (position == digits) {
            throw error("Expected digits");
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw new PhpFormatException("Integer out of range", start);
        }
        expect(';');
        return negative ? value : -value;
    }

    double real() throws PhpFormatException {
        int start = position;
        while (left() > 0 && data[position] != ';') {
            position++;
        }
        String text = ascii(start, position);
        expect(';');
        return switch (text) {
            case "NAN" -> Double.NaN;
            case "INF" -> Double.POSITIVE_INFINITY;
            case "-INF" -> Double.NEGATIVE_INFINITY;
            default -> {
                if (!PhpNumbers.isFloatLiteral(text)) {
                    throw new PhpFormatException("Expected a float", start);
                }
                yield Double.parseDouble(text);
            }
        };
    }

    /** Number of elements, with the colon behind it. */
    int count() throws PhpFormatException {
        int count = unsigned();
        expect(':');
        return count;
    }

    /** Number of properties, with the colon behind it; PHP does not insist on digits here and takes a sign. */
    int propertyCount() throws PhpFormatException {
        boolean negative = left() > 0 && data[position] == '-';
        skipSign();
        int count = left() > 0 && data[position] == ':' ? 0 : unsigned();
        expect(':');
        return negative ? 0 : count;
    }

    int slot() throws PhpFormatException {
        int slot = unsigned();
        expect(';');
        return slot;
    }

    PhpString string() throws PhpFormatException {
        int length = repairing ? repairedLength() : stringLength();
        int start = position;
        position += length;
        expect('"');
        expect(';');
        return new PhpString(Arrays.copyOfRange(data, start, start + length));
    }

    PhpString escapedString() throws PhpFormatException {
        var bytes = new byte[stringLength()];
        for (int i = 0; i < bytes.length; i++) {
            int b = next();
            bytes[i] = (byte) (b == '\\' ? hexDigit() << 4 | hexDigit() : b);
        }
        expect('"');
        expect(';');
        return new PhpString(bytes);
    }

    /** A class name with the colon behind it. */
    PhpString className() throws PhpFormatException {
        int length = stringLength();
        int start = position;
        position += length;
        expect('"');
        expect(':');
        var name = new PhpString(Arrays.copyOfRange(data, start, start + length));
        if (!isClassName(name)) {
            throw new PhpFormatException("Not a class name", start);
        }
        return name;
    }

    void expect(char wanted) throws PhpFormatException {
        if (left() <= 0 || data[position] != wanted) {
            throw error("Expected " + wanted);
        }
        position++;
    }

    private int stringLength() throws PhpFormatException {
        int length = unsigned();
        expect(':');
        expect('"');
        if (length > left()) {
            throw error("String longer than the text");
        }
        return length;
    }

    private int repairedLength() throws PhpFormatException {
        int announced = unsigned();
        expect(':');
        expect('"');
        if (isStringEnd((long) position + announced)) {
            return announced;
        }
        for (int distance = 1; distance <= reach(announced); distance++) {
            if (++searched > MAX_SEARCHED) {
                throw error("Too many strings without end");
            }
            if (announced >= distance && isStringEnd((long) position + announced - distance)) {
                return announced - distance;
            }
            if (isStringEnd((long) position + announced + distance)) {
                return announced + distance;
            }
        }
        throw error("A string without end");
    }

    /** A character takes one to four bytes, so no conversion changes a length by more than this. */
    private long reach(int announced) {
        return Math.min(data.length, 4L * announced + 16);
    }

    /** True where a closing quote and semicolon stand and then a value, a closing brace or the end of the text. */
    private boolean isStringEnd(long index) {
        if (index + 1 >= data.length || data[(int) index] != '"' || data[(int) index + 1] != ';') {
            return false;
        }
        int next = (int) index + 2;
        if (next == data.length || data[next] == '}') {
            return true;
        }
        boolean typed = next + 1 < data.length && "sSiabdOrR".indexOf(data[next]) >= 0 && data[next + 1] == ':';
        return typed || (next + 1 < data.length && data[next] == 'N' && data[next + 1] == ';');
    }

    private int unsigned() throws PhpFormatException {
        int start = position;
        long value = 0;
        while (left() > 0 && isDigit(data[position])) {
            value = value * 10 + data[position++] - '0';
            if (value > Integer.MAX_VALUE) {
                throw new PhpFormatException("Number out of range", start);
            }
        }
        if (position == start) {
            throw error("Expected digits");
        }
        return (int) value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isClassName(PhpString name) {
        for (int i = 0; i < name.length(); i++) {
            int b = name.byteAt(i);
            boolean allowed = b < 0 || Character.isLetterOrDigit(b) || b == '_' || b == '\\';
            if (!allowed) {
                return false;
            }
        }
        return name.length() > 0 && name.byteAt(0) != '\\';
    }

    private int hexDigit() throws PhpFormatException {
        int digit = Character.digit(next(), 16);
        if (digit < 0) {
            throw error("Expected a hexadecimal digit");
        }
        return digit;
    }

    private void skipSign() {
        if (left() > 0 && (data[position] == '-' || data[position] == '+')) {
            position++;
        }
    }

    private int next() throws PhpFormatException {
        if (left() <= 0) {
            throw error("Text ends too early");
        }
        return data[position++];
    }

    private String ascii(int from, int to) {
        return new String(data, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
