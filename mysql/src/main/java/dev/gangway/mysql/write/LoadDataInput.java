package dev.gangway.mysql.write;

import dev.gangway.core.row.Row;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the text form of LOAD DATA: fields separated by tabs, rows ended by line feeds, backslash escapes, {@code \N} for
 * NULL. Values go in byte by byte, so any binary content survives. Made piece by piece while it is read: a value of any size
 * costs no further memory. One thread at a time.
 */
final class LoadDataInput extends InputStream {
    static final String FORMAT = " FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n'";
    private static final int PIECE = 1 << 14;
    private static final int ENOUGH = 1 << 17;

    /** A piece of text takes up to three bytes per char, and one of bytes or of ASCII up to two. */
    private final byte[] buffer = new byte[ENOUGH + 3 * PIECE + 4];

    private final RowShape shape;
    private final Iterator<Row> rows;
    private int position;
    private int size;
    private @Nullable Row row;
    private int field;
    private int offset;

    LoadDataInput(RowShape shape, List<Row> rows) {
        this.shape = shape;
        this.rows = rows.iterator();
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : buffer[position++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        int copied = 0;
        while (copied < length && !isAtEnd()) {
            int part = Math.min(length - copied, size - position);
            System.arraycopy(buffer, position, bytes, from + copied, part);
            position += part;
            copied += part;
        }
        return copied == 0 && length > 0 ? -1 : copied;
    }

    private boolean isAtEnd() {
        if (position == size) {
            position = 0;
            size = 0;
            while (size < ENOUGH && advance()) {
                // Each step adds a piece.
            }
        }
        return position == size;
    }

    /** Adds the next piece of the current value; false when there is no row left. */
    private boolean advance() {
        Row current = row;
        if (current == null) {
            if (!rows.hasNext()) {
                return false;
            }
            current = rows.next();
            row = current;
            field = 0;
            offset = 0;
        }
        if (addPiece(current.get(shape.index(field)))) {
            offset = 0;
            field++;
            if (field == shape.size()) {
                buffer[size++] = '\n';
                row = null;
            } else {
                buffer[size++] = '\t';
            }
        }
        return true;
    }

    /** True when the value is whole. */
    private boolean addPiece(@Nullable Object value) {
        if (value == null) {
            pair('N');
            return true;
        }
        if (value instanceof byte[] bytes) {
            int end = Math.min(bytes.length, offset + PIECE);
            for (int i = offset; i < end; i++) {
                escaped(bytes[i]);
            }
            offset = end;
            return end == bytes.length;
        }
        return addText(value.toString());
    }

    private boolean addText(String value) {
        if (offset == 0 && value.length() <= PIECE && addPlain(value.getBytes(StandardCharsets.ISO_8859_1))) {
            return true;
        }
        int end = Math.min(value.length(), offset + PIECE);
        for (int i = offset; i < end; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                addEncoded(value, i, end);
                return offset == value.length();
            }
            escaped((byte) c);
        }
        offset = end;
        return end == value.length();
    }

    /** Adds the text at once when no character needs an escape or is none of ASCII, for which a question mark may stand. */
    private boolean addPlain(byte[] text) {
        for (byte b : text) {
            if (b < ' ' || b == '\\' || b == '?') {
                return false;
            }
        }
        System.arraycopy(text, 0, buffer, size, text.length);
        size += text.length;
        return true;
    }

    private void addEncoded(String value, int from, int end) {
        boolean splitsPair = end < value.length() && Character.isHighSurrogate(value.charAt(end - 1));
        int until = splitsPair ? end - 1 : end;
        if (until == from) {
            until = Math.min(value.length(), end + 1);
        }
        for (byte b : value.substring(from, until).getBytes(StandardCharsets.UTF_8)) {
            escaped(b);
        }
        offset = until;
    }

    private void escaped(byte b) {
        switch (b) {
            case 0 -> pair('0');
            case '\t' -> pair('t');
            case '\n' -> pair('n');
            case '\r' -> pair('r');
            case '\\' -> pair('\\');
            default -> buffer[size++] = b;
        }
    }

    private void pair(char c) {
        buffer[size++] = '\\';
        buffer[size++] = (byte) c;
    }
}
