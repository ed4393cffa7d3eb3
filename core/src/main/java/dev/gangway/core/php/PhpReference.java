package dev.gangway.core.php;

import org.jspecify.annotations.Nullable;

/**
 * A place that shares its value with an earlier place ({@code R:}) or holds an earlier object again ({@code r:}).
 *
 * @param slot number of the earlier value, counted from 1 as PHP counts
 * @param target the earlier value, never a reference itself; may be an array or object that contains this reference
 */
public record PhpReference(int slot, boolean object, PhpValue target) implements PhpValue {

    @Override
    public PhpValue resolved() {
        return target;
    }

    @Override
    public boolean isTruthy() {
        return target.isTruthy();
    }

    /** Identity of the target decides: targets may be recursive. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PhpReference that && that.slot == slot && that.object == object;
    }

    @Override
    public int hashCode() {
        return slot;
    }

    @Override
    public String toString() {
        return (object ? "r:" : "R:") + slot;
    }
}
