package dev.gangway.core.php;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PHP array: an ordered map whose keys are integers or strings. A key that is set again keeps its place. Not thread-safe.
 */
public final class PhpArray implements PhpValue {
    private final Map<PhpValue, PhpValue> entries = new LinkedHashMap<>();

    /** Entries in PHP's order; keys are {@link PhpScalar.Int} or {@link PhpString}. */
    public Map<PhpValue, PhpValue> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** Entries whose values may be replaced while they are walked. */
    public Iterable<Map.Entry<PhpValue, PhpValue>> editableEntries() {
        return entries.entrySet();
    }

    public int size() {
        return entries.size();
    }

    /** The value under a string key, references followed; null when there is none. */
    public @Nullable PhpValue get(String key) {
        PhpValue value = entries.get(PhpKeys.of(PhpString.of(key)));
        return value == null ? null : value.resolved();
    }

    /** Sets an entry; a string that looks like a canonical integer becomes an integer key, as in PHP. */
    public PhpArray put(PhpValue key, PhpValue value) {
        entries.put(PhpKeys.of(key), value);
        return this;
    }

    public PhpArray put(String key, PhpValue value) {
        return put(PhpString.of(key), value);
    }

    /** Appends under the next integer key of a list. */
    public PhpArray add(PhpValue value) {
        return put(new PhpScalar.Int(entries.size()), value);
    }

    /** Sets an entry under exactly this key: names of object properties are never turned into integers. */
    void putProperty(PhpString name, PhpValue value) {
        entries.put(name, value);
    }

    /** True when the keys are 0 to n-1 in this order, as PHP's {@code array_is_list}. */
    public boolean isList() {
        long expected = 0;
        for (PhpValue key : entries.keySet()) {
            if (!(key instanceof PhpScalar.Int number) || number.value() != expected++) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isTruthy() {
        return !entries.isEmpty();
    }
}
