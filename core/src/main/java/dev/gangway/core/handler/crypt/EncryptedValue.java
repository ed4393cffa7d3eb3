package dev.gangway.core.handler.crypt;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Tells whether a value that Magento 2.3 or newer has encrypted can be read with the keys of its {@code env.php}. Thread-safe. */
public final class EncryptedValue {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3}):3:([A-Za-z0-9+/]+=*)");
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final String[] keys;

    /** {@code keys}: as {@code crypt/key} holds them, older ones first. */
    public EncryptedValue(String keys) {
        this.keys = keys.strip().split("\\s+");
    }

    /** True when a text has the form of an encrypted value. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** True when the key that the value names reads it: the cipher notices any other. */
    public boolean isReadable(String value) {
        Matcher form = FORM.matcher(value);
        if (!form.matches() || Integer.parseInt(form.group(1)) >= keys.length) {
            return false;
        }
        try {
            byte[] whole = Base64.getDecoder().decode(form.group(2));
            if (whole.length < NONCE_BYTES + TAG_BYTES) {
                return false;
            }
            byte[] nonce = java.util.Arrays.copyOf(whole, NONCE_BYTES);
            Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
            var key = new SecretKeySpec(Magento2Cipher.bytesOf(keys[Integer.parseInt(form.group(1))]), "ChaCha20");
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(nonce));
            cipher.updateAAD(nonce);
            cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
