package dev.gangway.core.php;

/** A value as PHP's {@code unserialize} gives it. Scalars are immutable; arrays and objects are filled while they are read. */
public sealed interface PhpValue permits PhpArray, PhpObject, PhpReference, PhpScalar, PhpString {

    /** The value itself, or what a reference points to. */
    default PhpValue resolved() {
        return this;
    }

    /** What PHP's {@code (bool)} makes of the value. */
    boolean isTruthy();
}
