package dev.gangway.core.handler.crypt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts as Magento 2.3 and newer do: ChaCha20-Poly1305 with the newest key of {@code env.php}, written as
 * {@code <key index>:3:<base64 of nonce and encrypted bytes>}, the nonce also being the additional data. The nonce is random:
 * equal values give different texts. Thread-safe.
 */
final class Magento2Cipher {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final String ENCODED = "base64";

    private final int keyIndex;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private Magento2Cipher(int keyIndex, SecretKeySpec key) {
        this.keyIndex = keyIndex;
        this.key = key;
    }

    /** @throws GeneralSecurityException when the newest of the keys does not have 32 bytes */
    static Magento2Cipher of(String keys) throws GeneralSecurityException {
        String[] all = keys.strip().split("\\s+");
        String newest = all[all.length - 1];
        byte[] bytes = bytesOf(newest);
        if (bytes.length != KEY_BYTES) {
            throw new GeneralSecurityException("the newest key has " + bytes.length + " bytes instead of " + KEY_BYTES);
        }
        return new Magento2Cipher(all.length - 1, new SecretKeySpec(bytes, "ChaCha20"));
    }

    /** The key itself, which newer releases write in base64. */
    static byte[] bytesOf(String key) {
        return key.startsWith(ENCODED)
                ? LenientBase64.decode(key.substring(ENCODED.length()))
                : key.getBytes(StandardCharsets.UTF_8);
    }

    String encrypt(byte[] plain) throws GeneralSecurityException {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(nonce));
        cipher.updateAAD(nonce);
        byte[] encrypted = cipher.doFinal(plain);
        var whole = new byte[NONCE_BYTES + encrypted.length];
        System.arraycopy(nonce, 0, whole, 0, NONCE_BYTES);
        System.arraycopy(encrypted, 0, whole, NONCE_BYTES, encrypted.length);
        return keyIndex + ":3:" + Base64.getEncoder().encodeToString(whole);
    }

    /** @throws GeneralSecurityException when the text was not made by {@link #encrypt} with the same key */
    byte[] decrypt(String text) throws GeneralSecurityException {
        String start = keyIndex + ":3:";
        byte[] whole = text.startsWith(start) ? LenientBase64.decode(text.substring(start.length())) : new byte[0];
        if (whole.length <= NONCE_BYTES) {
            throw new GeneralSecurityException("not a text of this key");
        }
        byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(nonce));
        cipher.updateAAD(nonce);
        return cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
    }
}
