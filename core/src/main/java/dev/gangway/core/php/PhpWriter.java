package dev.gangway.core.php;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes values as PHP's {@code serialize} does. Reading what PHP wrote and writing it again gives the same bytes, references
 * included; floats get PHP 7.1's shortest form. Works without recursion.
 */
public final class PhpWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deque<Iterator<Map.Entry<PhpValue, PhpValue>>> open = new ArrayDeque<>();
    private final Map<PhpValue, Integer> slots = new IdentityHashMap<>();
    private final boolean rounding;
    private final boolean numbering;
    private int slot;
    private boolean hasReferences;

    private PhpWriter(boolean rounding, boolean numbering) {
        this.rounding = rounding;
        this.numbering = numbering;
    }

    public static byte[] write(PhpValue value) {
        return write(value, false);
    }

    /** As {@link #write}, but floats are rounded to 14 digits as Magento 2 lets PHP do. */
    public static byte[] writeRounded(PhpValue value) {
        return write(value, true);
    }

    /** Values are only numbered when there is a reference, which is seldom. */
    private static byte[] write(PhpValue value, boolean rounding) {
        var writer = new PhpWriter(rounding, false);
        writer.writeAll(value);
        if (writer.hasReferences) {
            writer = new PhpWriter(rounding, true);
            writer.writeAll(value);
        }
        return writer.out.toByteArray();
    }

    private void writeAll(PhpValue root) {
        element(root);
        while (!open.isEmpty() && (numbering || !hasReferences)) {
            Iterator<Map.Entry<PhpValue, PhpValue>> entries = open.peek();
            if (entries.hasNext()) {
                Map.Entry<PhpValue, PhpValue> entry = entries.next();
                value(entry.getKey());
                element(entry.getValue());
            } else {
                ascii("}");
                open.pop();
            }
        }
    }

    /** A value, or a reference when the same value has been written before. */
    private void element(PhpValue element) {
        hasReferences |= element instanceof PhpReference;
        if (!numbering) {
            value(element);
            return;
        }
        PhpValue value = element.resolved();
        Integer known = slots.get(value);
        boolean object = known != null && value instanceof PhpObject && isObjectReference(element);
        if (known == null || object) {
            slot++;
        }
        if (known == null) {
            slots.put(value, slot);
            value(value);
        } else {
            ascii((object ? "r:" : "R:") + known + ";");
        }
    }

    private static boolean isObjectReference(PhpValue element) {
        return !(element instanceof PhpReference reference) || reference.object();
    }

    private void value(PhpValue value) {
        if (value instanceof PhpString string) {
            ascii("s:");
            quoted(string);
            ascii(";");
        } else if (value instanceof PhpArray array) {
            ascii("a:");
            container(array);
        } else if (value instanceof PhpObject object) {
            ascii("O:");
            quoted(object.className());
            ascii(":");
            container(object.properties());
        } else if (value instanceof PhpScalar scalar) {
            scalar(scalar);
        }
    }

    private void scalar(PhpScalar value) {
        if (value instanceof PhpScalar.Int number) {
            ascii("i:" + number.value() + ";");
        } else if (value instanceof PhpScalar.Real real) {
            double number = real.value();
            ascii("d:" + (rounding ? PhpNumbers.formatRounded(number, 'E') : PhpNumbers.format(number, 'E')) + ";");
        } else if (value instanceof PhpScalar.Bool bool) {
            ascii(bool.value() ? "b:1;" : "b:0;");
        } else {
            ascii("N;");
        }
    }

    private void container(PhpArray entries) {
        ascii(entries.size() + ":{");
        open.push(entries.entries().entrySet().iterator());
    }

    private void quoted(PhpString string) {
        ascii(string.length() + ":\"");
        out.writeBytes(string.raw());
        ascii("\"");
    }

    private void ascii(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
