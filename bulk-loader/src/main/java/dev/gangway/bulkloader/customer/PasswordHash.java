package dev.gangway.bulkloader.customer;

import org.jspecify.annotations.Nullable;

/** Marks Magento 1 password hashes with the version by which Magento 2 knows the algorithm. */
final class PasswordHash {
    private static final int MD5 = 32;
    private static final int SHA256 = 64;
    private static final int SHA512 = 128;

    private PasswordHash() {}

    /** {@code hash:salt:0} for MD5, {@code hash:salt:1} for SHA-256; anything else stays as it is. */
    static @Nullable String upgrade(@Nullable String stored) {
        if (stored == null) {
            return null;
        }
        int colon = stored.indexOf(':');
        String hash = colon < 0 ? stored : stored.substring(0, colon);
        String salt = colon < 0 ? "" : stored.substring(colon + 1);
        return switch (hash.length()) {
            case MD5 -> hash + ":" + salt + ":0";
            case SHA256 -> hash + ":" + salt + ":1";
            default -> stored;
        };
    }

    /** True for a SHA-512 hash, which the customer's column is too short for. */
    static boolean isSha512(@Nullable String stored) {
        if (stored == null) {
            return false;
        }
        int colon = stored.indexOf(':');
        return (colon < 0 ? stored.length() : colon) == SHA512;
    }
}
