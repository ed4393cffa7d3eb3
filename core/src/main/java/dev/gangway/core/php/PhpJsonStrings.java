package dev.gangway.core.php;

import java.util.function.Consumer;

/** Strings of JSON text in PHP's escaping; decodes UTF-8 itself because PHP refuses what Java would replace. */
final class PhpJsonStrings {
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    /** Windows-1252 for 0x80 to 0x9f; the five bytes it leaves undefined stand for themselves. */
    private static final String WINDOWS_1252 =
            "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039"
                    + "\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153"
                    + "\u009d\u017e\u0178";

    private static final boolean[] PLAIN = new boolean[0x80];

    static {
        for (int c = 0x20; c < PLAIN.length; c++) {
            PLAIN[c] = c != '"' && c != '\\' && c != '/';
        }
    }

    private final AsciiBuffer out;
    private final boolean lenient;
    private final Consumer<String> lost;

    PhpJsonStrings(AsciiBuffer out, boolean lenient, Consumer<String> lost) {
        this.out = out;
        this.lenient = lenient;
        this.lost = lost;
    }

    void write(PhpString string) throws PhpJsonException {
        byte[] bytes = string.raw();
        int start = out.length();
        out.append('"');
        if (!utf8(bytes)) {
            if (!lenient) {
                throw new PhpJsonException("A string is not valid UTF-8");
            }
            lost.accept("a string that is not UTF-8 was read as Windows-1252");
            out.cut(start + 1);
            singleBytes(bytes);
        }
        out.append('"');
    }

    private boolean utf8(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            int plain = plainEnd(bytes, i);
            if (plain > i) {
                out.append(bytes, i, plain);
                i = plain;
            } else if (bytes[i] >= 0) {
                ascii(bytes[i++]);
            } else {
                int codePoint = Utf8.codePointAt(bytes, i);
                if (codePoint < 0) {
                    return false;
                }
                codePoint(codePoint);
                i += Utf8.length(codePoint);
            }
        }
        return true;
    }

    /** Index behind the bytes that stand for themselves. */
    private static int plainEnd(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length && bytes[i] >= 0 && PLAIN[bytes[i]]) {
            i++;
        }
        return i;
    }

    private void singleBytes(byte[] bytes) {
        for (byte b : bytes) {
            int unsigned = b & 0xff;
            if (unsigned < 0x80) {
                ascii(unsigned);
            } else {
                unit(unsigned < 0xa0 ? WINDOWS_1252.charAt(unsigned - 0x80) : unsigned);
            }
        }
    }

    private void ascii(int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '/' -> out.append("\\/");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20) {
                    unit(c);
                } else {
                    out.append((char) c);
                }
            }
        }
    }

    private void codePoint(int codePoint) {
        if (codePoint >= 0x10000) {
            unit(Character.highSurrogate(codePoint));
            unit(Character.lowSurrogate(codePoint));
        } else {
            unit(codePoint);
        }
    }

    private void unit(int unit) {
        out.append("\\u")
                .append(HEX[unit >> 12 & 0xf])
                .append(HEX[unit >> 8 & 0xf])
                .append(HEX[unit >> 4 & 0xf])
                .append(HEX[unit & 0xf]);
    }
}
