package dev.gangway.app.cutover;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Magento 2's rule for a customer's password: {@code hash:salt:version}, with a version for every algorithm that was applied,
 * the first one to the password. A hash without version is none that Magento 2 takes. Values are never shown.
 */
final class PasswordRule {
    private static final String MD5 = "0";
    private static final String SHA256 = "1";

    /** What became of one login. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** The rule is known by name only: Argon2. */
        UNTESTED,
        /** Magento 2 does not know this form, so that nobody can log in with it. */
        UNUSABLE
    }

    private PasswordRule() {}

    static Verdict check(String password, String stored) {
        String[] parts = stored.split(":", 3);
        if (parts.length < 3 || parts[0].isEmpty()) {
            return Verdict.UNUSABLE;
        }
        String made = password;
        for (String version : parts[2].split(":", -1)) {
            if (version.startsWith("2") || version.startsWith("3")) {
                return Verdict.UNTESTED;
            }
            if (!version.equals(MD5) && !version.equals(SHA256)) {
                return Verdict.UNUSABLE;
            }
            made = hash(version.equals(MD5) ? "MD5" : "SHA-256", parts[1] + made);
        }
        boolean same =
                MessageDigest.isEqual(made.getBytes(StandardCharsets.UTF_8), parts[0].getBytes(StandardCharsets.UTF_8));
        return same ? Verdict.RIGHT : Verdict.WRONG;
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
    }
}
