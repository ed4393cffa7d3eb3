package dev.gangway.core.php;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads what PHP's {@code serialize} wrote, as {@code unserialize} of PHP 8.2 does in a program that knows none of the
 * classes: lengths count bytes, bytes after the first value are ignored, the empty text is {@code false}, a repeated key keeps
 * its first place. Whatever PHP answers with a notice or warning is a {@link PhpFormatException}: a number out of range, a
 * self-serializing object ({@code C:}) or an enum case ({@code E:}) of a class that is not there, a reference to nothing.
 *
 * <p>Works without recursion and within {@link PhpLimits}, so hostile input costs at most a bounded multiple of its length.
 * Nothing is shared between calls: thread-safe.
 */
public final class PhpReader {
    private final PhpTokens in;
    private final PhpLimits limits;
    private final List<PhpValue> slots = new ArrayList<>();
    private final Deque<Frame> open = new ArrayDeque<>();

    private PhpReader(PhpTokens in, PhpLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    public static PhpValue read(byte[] serialized) throws PhpFormatException {
        return read(serialized, PhpLimits.DEFAULT);
    }

    /** Reads characters as their UTF-8 bytes, which is what PHP sees over a UTF-8 connection. */
    public static PhpValue read(String serialized) throws PhpFormatException {
        return read(serialized.getBytes(StandardCharsets.UTF_8));
    }

    public static PhpValue read(byte[] serialized, PhpLimits limits) throws PhpFormatException {
        if (serialized.length == 0) {
            return PhpScalar.FALSE;
        }
        if (serialized.length > limits.maxBytes()) {
            throw new PhpFormatException("Longer than " + limits.maxBytes() + " bytes", limits.maxBytes());
        }
        return read(new PhpTokens(serialized, false), limits);
    }

    static PhpValue read(PhpTokens tokens, PhpLimits limits) throws PhpFormatException {
        return new PhpReader(tokens, limits).readAll();
    }

    private PhpValue readAll() throws PhpFormatException {
        PhpValue root = value();
        while (!open.isEmpty()) {
            Frame frame = open.peek();
            if (frame.remaining == 0) {
                in.expect('}');
                open.pop();
            } else {
                frame.remaining--;
                PhpValue key = key();
                frame.put(key, value());
            }
        }
        return root;
    }

    private PhpValue key() throws PhpFormatException {
        int type = in.type();
        return switch (type) {
            case 'i' -> new PhpScalar.Int(in.integer());
            case 's' -> in.string();
            case 'S' -> in.escapedString();
            default -> throw in.error("Expected a key");
        };
    }

    private PhpValue value() throws PhpFormatException {
        if (slots.size() >= limits.maxValues()) {
            throw in.error("More than " + limits.maxValues() + " values");
        }
        int type = in.type();
        return switch (type) {
            case 'N' -> remember(in.end(new PhpScalar.Null()));
            case 'b' -> remember(in.bool());
            case 'i' -> remember(new PhpScalar.Int(in.integer()));
            case 'd' -> remember(new PhpScalar.Real(in.real()));
            case 's' -> remember(in.string());
            case 'S' -> remember(in.escapedString());
            case 'a' -> array();
            case 'O' -> object();
            case 'R' -> reference(false);
            case 'r' -> reference(true);
            case 'C', 'E' -> throw in.error("A value of a class that is not known");
            default -> throw in.error("Expected a value");
        };
    }

    /** References tell values apart by identity, so every place has a value of its own. */
    private PhpValue remember(PhpValue value) {
        slots.add(value);
        return value;
    }

    private PhpValue array() throws PhpFormatException {
        var array = new PhpArray();
        remember(array);
        int count = in.count();
        in.expect('{');
        if (count > in.left()) {
            throw in.error("More elements announced than bytes are left");
        }
        if (count == 0) {
            in.expect('}');
        } else {
            enter(new Frame(array, false, count));
        }
        return array;
    }

    private PhpValue object() throws PhpFormatException {
        var object = new PhpObject(in.className());
        remember(object);
        int count = in.propertyCount();
        in.expect('{');
        if (count > in.left()) {
            throw in.error("More properties announced than bytes are left");
        }
        enter(new Frame(object.properties(), true, count));
        return object;
    }

    private void enter(Frame frame) throws PhpFormatException {
        if (open.size() >= limits.maxDepth()) {
            throw in.error("Nested deeper than " + limits.maxDepth());
        }
        open.push(frame);
    }

    private PhpValue reference(boolean object) throws PhpFormatException {
        int slot = in.slot();
        if (slot < 1 || slot > slots.size()) {
            throw in.error("A reference to nothing");
        }
        PhpValue target = slots.get(slot - 1);
        if (object) {
            if (!(target instanceof PhpObject)) {
                throw in.error("An object reference to something else");
            }
            slots.add(target);
        }
        return new PhpReference(slot, object, target);
    }

    private static final class Frame {
        private final PhpArray entries;
        private final boolean object;
        private int remaining;

        Frame(PhpArray entries, boolean object, int remaining) {
            this.entries = entries;
            this.object = object;
            this.remaining = remaining;
        }

        void put(PhpValue key, PhpValue value) {
            if (!object) {
                entries.put(key, value);
            } else if (key instanceof PhpString name) {
                entries.putProperty(name, value);
            } else {
                entries.putProperty(PhpString.of(Long.toString(((PhpScalar.Int) key).value())), value);
            }
        }
    }
}
