package dev.gangway.core.php;

/** PHP's rule for array keys: a string that is the decimal form of a 64-bit integer is that integer. */
final class PhpKeys {
    private static final int MAX_DIGITS = 20;

    private PhpKeys() {}

    static PhpValue of(PhpValue key) {
        if (!(key instanceof PhpString string) || !isCanonicalInteger(string)) {
            return key;
        }
        try {
            return new PhpScalar.Int(Long.parseLong(string.text()));
        } catch (NumberFormatException outOfRange) {
            return key;
        }
    }

    private static boolean isCanonicalInteger(PhpString string) {
        int length = string.length();
        if (length == 0 || length > MAX_DIGITS) {
            return false;
        }
        int first = string.byteAt(0) == '-' ? 1 : 0;
        if (first == length || (string.byteAt(first) == '0' && length > 1)) {
            return false;
        }
        for (int i = first; i < length; i++) {
            if (string.byteAt(i) < '0' || string.byteAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
