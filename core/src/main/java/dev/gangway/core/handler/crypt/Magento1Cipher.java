package dev.gangway.core.handler.crypt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts what Magento 1 encrypted with the key of its {@code local.xml}. A value without colons is Blowfish ECB; Enterprise
 * Edition writes {@code key:cipher:data} or {@code key:cipher:iv:data}, where cipher 0 is Blowfish ECB, 1 is AES ECB and 2 is
 * Rijndael with 256-bit blocks, CBC. A four-part value with a 16-byte vector is AES CBC whatever its numbers say. Immutable.
 */
final class Magento1Cipher {
    private static final int AES_BLOCK = 16;
    private static final int RIJNDAEL_BLOCK = 32;
    private static final int BLOWFISH_BLOCK = 8;
    private static final int MAX_PARTS = 4;

    private final String key;

    Magento1Cipher(String key) {
        this.key = key;
    }

    /** @throws GeneralSecurityException when the value is not of a kind that can be decrypted; the message says why */
    byte[] decrypt(String value) throws GeneralSecurityException {
        String[] parts = value.split(":", MAX_PARTS);
        byte[] data = LenientBase64.decode(parts[parts.length - 1]);
        return trim(
                switch (parts.length) {
                    case 1 -> blowfish(key, data);
                    case 2 -> ecb(parts[0], key, data);
                    case 3 -> ecb(parts[1], keyAt(parts[0]), data);
                    default -> cbc(parts[0], parts[2], data);
                });
    }

    private static byte[] ecb(String cipher, String key, byte[] data) throws GeneralSecurityException {
        return switch (cipher) {
            case "0" -> blowfish(key, data);
            case "1" -> aes("AES/ECB/NoPadding", key, null, data);
            default -> throw new GeneralSecurityException("it names the unknown cipher of an extension");
        };
    }

    private byte[] cbc(String keyNumber, String vector, byte[] data) throws GeneralSecurityException {
        byte[] iv = vector.getBytes(StandardCharsets.UTF_8);
        if (iv.length == RIJNDAEL_BLOCK) {
            byte[] padded = aesKey(keyAt(keyNumber));
            requireBlocks(data, RIJNDAEL_BLOCK);
            return Rijndael256.decryptCbc(padded, iv, data);
        }
        if (iv.length != AES_BLOCK) {
            throw new GeneralSecurityException("its initial vector has neither 16 nor 32 bytes");
        }
        return aes("AES/CBC/NoPadding", key, iv, data);
    }

    private static byte[] blowfish(String key, byte[] data) throws GeneralSecurityException {
        requireBlocks(data, BLOWFISH_BLOCK);
        Cipher cipher = Cipher.getInstance("Blowfish/ECB/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "Blowfish"));
        return cipher.doFinal(data);
    }

    private static byte[] aes(String mode, String key, byte @Nullable [] iv, byte[] data)
            throws GeneralSecurityException {
        requireBlocks(data, AES_BLOCK);
        Cipher cipher = Cipher.getInstance(mode);
        var secret = new SecretKeySpec(aesKey(key), "AES");
        if (iv == null) {
            cipher.init(Cipher.DECRYPT_MODE, secret);
        } else {
            cipher.init(Cipher.DECRYPT_MODE, secret, new IvParameterSpec(iv));
        }
        return cipher.doFinal(data);
    }

    /** PHP's mcrypt fills a key up with NUL bytes to the next size, and cuts it at the largest. */
    private static byte[] aesKey(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        int size = bytes.length <= 16 ? 16 : bytes.length <= 24 ? 24 : 32;
        return Arrays.copyOf(bytes, size);
    }

    /** Enterprise Edition keeps old keys in front of new ones, separated by blanks, and notes the number of the one it used. */
    private String keyAt(String number) {
        String[] keys = key.strip().split("\\s+");
        try {
            int index = Integer.parseInt(number);
            return index >= 0 && index < keys.length ? keys[index] : key;
        } catch (NumberFormatException e) {
            return key;
        }
    }

    private static void requireBlocks(byte[] data, int size) throws GeneralSecurityException {
        if (data.length == 0 || data.length % size != 0) {
            throw new GeneralSecurityException("its length is not that of encrypted data");
        }
    }

    /** Takes away the zero bytes that Magento 1 filled the last block with, and blanks at both ends. */
    private static byte[] trim(byte[] padded) {
        int start = 0;
        int end = padded.length;
        while (start < end && isFiller(padded[start])) {
            start++;
        }
        while (end > start && isFiller(padded[end - 1])) {
            end--;
        }
        return Arrays.copyOfRange(padded, start, end);
    }

    private static boolean isFiller(byte b) {
        return b == 0 || b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == 0x0b;
    }
}
