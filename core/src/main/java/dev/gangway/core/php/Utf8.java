package dev.gangway.core.php;

/** Strict decoding of UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private static final int INVALID = -1;

    private Utf8() {}

    /** The code point that starts at {@code index}, or -1 when the bytes there are not valid. */
    static int codePointAt(byte[] bytes, int index) {
        int first = bytes[index] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || index + size > bytes.length) {
            return INVALID;
        }
        int codePoint = first & (0xff >> (size + 1));
        for (int i = index + 1; i < index + size; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return INVALID;
            }
            codePoint = codePoint << 6 | (bytes[i] & 0x3f);
        }
        return length(codePoint) == size && isScalar(codePoint) ? codePoint : INVALID;
    }

    private static boolean isScalar(int codePoint) {
        return codePoint < Character.MIN_SURROGATE
                || (codePoint > Character.MAX_SURROGATE && codePoint <= Character.MAX_CODE_POINT);
    }

    /** Bytes of a code point's shortest form. */
    static int length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
}
