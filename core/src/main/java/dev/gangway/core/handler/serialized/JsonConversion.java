package dev.gangway.core.handler.serialized;

import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.php.JsonSyntax;
import dev.gangway.core.php.PhpFormatException;
import dev.gangway.core.php.PhpJson;
import dev.gangway.core.php.PhpJsonException;
import dev.gangway.core.php.PhpReader;
import dev.gangway.core.php.PhpRepair;
import dev.gangway.core.php.PhpValue;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one way from PHP-serialized values to JSON that all handlers of this package share.
 *
 * <p>By default nothing is lost silently: the empty text stays, text that is JSON already stays, wrong string lengths (the
 * usual damage of a careless charset conversion) are repaired, bytes that are not UTF-8 are read as Windows-1252; each repair
 * is reported. Strict does what the old tool did: the empty text becomes {@code false}, JSON counts as broken, a string that is
 * not UTF-8 empties the whole value.
 */
record JsonConversion(boolean strict) {

    Outcome convert(Object value, Consumer<String> lost) {
        return convert(value, UnaryOperator.identity(), lost);
    }

    /** @param change applied to the value before it is encoded */
    Outcome convert(Object value, UnaryOperator<PhpValue> change, Consumer<String> lost) {
        byte[] bytes = FieldValue.bytes(value);
        if (!strict && bytes.length == 0) {
            return Outcome.UNCHANGED;
        }
        try {
            return Outcome.converted(encode(change.apply(PhpReader.read(bytes)), lost));
        } catch (PhpFormatException broken) {
            return strict ? Outcome.BROKEN : unreadable(bytes, change, lost);
        }
    }

    private Outcome unreadable(byte[] bytes, UnaryOperator<PhpValue> change, Consumer<String> lost) {
        if (isJson(bytes)) {
            return Outcome.UNCHANGED;
        }
        PhpValue repaired = PhpRepair.read(bytes);
        if (repaired == null) {
            return Outcome.BROKEN;
        }
        lost.accept("string lengths of a serialized value were wrong and have been repaired");
        return Outcome.converted(encode(change.apply(repaired), lost));
    }

    /** The value as JSON; strict gives the empty text where PHP fails. */
    String encode(PhpValue value, Consumer<String> lost) {
        try {
            return strict ? PhpJson.encode(value) : PhpJson.encodeLenient(value, lost);
        } catch (PhpJsonException e) {
            if (strict) {
                return "";
            }
            throw new RowRejectedException("A serialized value cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    /** The value inside a serialized string; null when it is broken beyond repair. */
    @Nullable
    PhpValue inner(byte[] serialized, Consumer<String> lost) {
        try {
            return PhpReader.read(serialized);
        } catch (PhpFormatException broken) {
            PhpValue repaired = strict ? null : PhpRepair.read(serialized);
            if (repaired != null) {
                lost.accept("string lengths of a serialized value were wrong and have been repaired");
            }
            return repaired;
        }
    }

    static boolean isJson(byte[] bytes) {
        return JsonSyntax.isJson((String) FieldValue.like(null, bytes));
    }
}
