package dev.gangway.core.php;

import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes values as PHP's {@code json_encode} without options does: slashes escaped, everything outside ASCII as
 * {@code \}{@code uXXXX}, arrays with keys 0 to n-1 as lists, all others as objects in their order, floats in shortest form
 * without {@code .0}, protected and private properties left out, objects of unknown classes with
 * {@code __PHP_Incomplete_Class_Name} first. Nesting beyond 512 is an error.
 */
public final class PhpJson {
    private static final int MAX_DEPTH = 512;
    private static final int MAX_CHARS = 64 << 20;
    private static final PhpString CLASS_NAME = PhpString.of("__PHP_Incomplete_Class_Name");

    private final PhpJsonStrings strings;
    private final boolean lenient;
    private final Consumer<String> lost;
    private final AsciiBuffer out;
    private int depth;

    private PhpJson(AsciiBuffer out, boolean lenient, Consumer<String> lost) {
        this.out = out;
        this.lenient = lenient;
        this.lost = lost;
        this.strings = new PhpJsonStrings(out, lenient, lost);
    }

    /**
     * Encodes exactly as PHP.
     *
     * @throws PhpJsonException where PHP gives {@code false}: invalid UTF-8, NaN or infinity, too deep or endless nesting
     */
    public static String encode(PhpValue value) throws PhpJsonException {
        var out = new AsciiBuffer();
        new PhpJson(out, false, reason -> {}).write(value);
        return out.toString();
    }

    /**
     * Encodes as PHP but keeps what PHP would give up the whole value for: a string that is not UTF-8 is read as
     * Windows-1252, NaN and infinity become null; left-out properties are reported too.
     *
     * @param lost called with a short reason for everything that is not exactly carried over
     * @throws PhpJsonException when nesting is too deep or endless
     */
    public static String encodeLenient(PhpValue value, Consumer<String> lost) throws PhpJsonException {
        var out = new AsciiBuffer();
        new PhpJson(out, true, lost).write(value);
        return out.toString();
    }

    private void write(PhpValue reference) throws PhpJsonException {
        if (out.length() > MAX_CHARS) {
            throw new PhpJsonException("The JSON text would be longer than " + MAX_CHARS + " characters");
        }
        PhpValue value = reference.resolved();
        if (value instanceof PhpString string) {
            strings.write(string);
        } else if (value instanceof PhpArray array) {
            container(array);
        } else if (value instanceof PhpObject object) {
            object(object);
        } else {
            scalar((PhpScalar) value);
        }
    }

    private void scalar(PhpScalar value) throws PhpJsonException {
        if (value instanceof PhpScalar.Int number) {
            out.append(Long.toString(number.value()));
        } else if (value instanceof PhpScalar.Real real) {
            real(real.value());
        } else if (value instanceof PhpScalar.Bool bool) {
            out.append(bool.value() ? "true" : "false");
        } else {
            out.append("null");
        }
    }

    private void real(double value) throws PhpJsonException {
        if (!Double.isNaN(value) && !Double.isInfinite(value)) {
            out.append(PhpNumbers.formatRounded(value, 'e'));
        } else if (lenient) {
            lost.accept("a number that is infinite or undefined became null");
            out.append("null");
        } else {
            throw new PhpJsonException("Infinity and NaN have no JSON form");
        }
    }

    private void container(PhpArray array) throws PhpJsonException {
        enter();
        if (array.isList()) {
            list(array);
        } else {
            out.append('{');
            boolean first = true;
            for (Map.Entry<PhpValue, PhpValue> entry : array.entries().entrySet()) {
                first = member(entry.getKey(), entry.getValue(), first);
            }
            out.append('}');
        }
        depth--;
    }

    private void list(PhpArray array) throws PhpJsonException {
        out.append('[');
        boolean first = true;
        for (PhpValue value : array.entries().values()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            write(value);
        }
        out.append(']');
    }

    private void object(PhpObject object) throws PhpJsonException {
        enter();
        out.append('{');
        boolean named = object.isStandard() || object.properties().entries().containsKey(CLASS_NAME);
        boolean first = named || member(CLASS_NAME, object.className(), true);
        for (Map.Entry<PhpValue, PhpValue> entry : object.properties().entries().entrySet()) {
            if (isHidden((PhpString) entry.getKey())) {
                lost.accept("a protected or private property of an object was left out");
            } else {
                first = member(entry.getKey(), entry.getValue(), first);
            }
        }
        out.append('}');
        depth--;
    }

    private boolean member(PhpValue key, PhpValue value, boolean first) throws PhpJsonException {
        if (!first) {
            out.append(',');
        }
        if (key instanceof PhpString name) {
            strings.write(name);
        } else {
            out.append('"').append(Long.toString(((PhpScalar.Int) key).value())).append('"');
        }
        out.append(':');
        write(value);
        return false;
    }

    private static boolean isHidden(PhpString name) {
        return name.length() > 0 && name.byteAt(0) == 0;
    }

    private void enter() throws PhpJsonException {
        if (++depth > MAX_DEPTH) {
            throw new PhpJsonException("Nested deeper than " + MAX_DEPTH);
        }
    }
}
