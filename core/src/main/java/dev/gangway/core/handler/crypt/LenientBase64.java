package dev.gangway.core.handler.crypt;

import java.util.Base64;

/** Base64 as PHP's {@code base64_decode} reads it: characters outside the alphabet are skipped, padding may be missing. */
final class LenientBase64 {

    private LenientBase64() {}

    static byte[] decode(String text) {
        var digits = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (letter || c == '+' || c == '/') {
                digits.append(c);
            }
        }
        if (digits.length() % 4 == 1) {
            digits.setLength(digits.length() - 1);
        }
        return Base64.getDecoder().decode(digits.toString());
    }
}
