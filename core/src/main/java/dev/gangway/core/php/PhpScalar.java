package dev.gangway.core.php;

/** PHP's values without content of their own: null, booleans, integers and floats. */
public sealed interface PhpScalar extends PhpValue {

    /** PHP's {@code null}. */
    PhpScalar NULL = new Null();

    PhpScalar TRUE = new Bool(true);

    PhpScalar FALSE = new Bool(false);

    /** PHP's {@code null}; see {@link #NULL}. */
    record Null() implements PhpScalar {
        @Override
        public boolean isTruthy() {
            return false;
        }
    }

    /** A boolean; see {@link #TRUE} and {@link #FALSE}. */
    record Bool(boolean value) implements PhpScalar {
        @Override
        public boolean isTruthy() {
            return value;
        }
    }

    /** A 64-bit integer. */
    record Int(long value) implements PhpScalar {
        @Override
        public boolean isTruthy() {
            return value != 0;
        }
    }

    /** A double, infinities and NaN included. */
    record Real(double value) implements PhpScalar {
        @Override
        public boolean isTruthy() {
            return value != 0;
        }
    }
}
