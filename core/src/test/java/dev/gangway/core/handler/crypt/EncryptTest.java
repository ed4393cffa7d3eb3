package dev.gangway.core.handler.crypt;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.handler.HandlerFixture;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String AES_CBC = "0:2:0123456789abcdef:jwll5OrTYFoueeFrZrWAOQ==";
    private static final String AES_ECB = "0:1:v5wJUxZgSdg0K2+n8gD2+A==";

    private static HandlerFixture encrypt() {
        return handler("Encrypt")
                .on("sales_flat_order_payment", "cc_number_enc")
                .option("crypt_key", KEY);
    }

    @ParameterizedTest
    @MethodSource
    void keepsTheContent(String encrypted, String content) throws Exception {
        String after = (String) encrypt().apply(encrypted);

        assertThat(after).startsWith("0:3:");
        assertThat(decrypt(after, KEY.getBytes(StandardCharsets.UTF_8))).isEqualTo(content);
    }

    static Stream<Arguments> keepsTheContent() throws Exception {
        return Stream.of(
                arguments(AES_CBC, "secret"),
                arguments(AES_ECB, "secret"),
                arguments("1:" + AES_ECB.substring(2), "secret"),
                arguments(blowfish("secret"), "secret"),
                arguments("0:0:" + blowfish("secret"), "secret"),
                arguments("0:" + blowfish("secret"), "secret"),
                arguments(blowfish(" padded\n"), "padded"),
                arguments(blowfish("Grüße €"), "Grüße €"),
                arguments("!" + blowfish("secret").replace("=", ""), "secret"));
    }

    private static String blowfish(String plain) throws Exception {
        byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
        Cipher cipher = Cipher.getInstance("Blowfish/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "Blowfish"));
        byte[] padded = Arrays.copyOf(bytes, (bytes.length + 7) / 8 * 8);
        return Base64.getEncoder().encodeToString(cipher.doFinal(padded));
    }

    private static String decrypt(@Nullable String value, byte[] key) throws Exception {
        byte[] whole = Base64.getDecoder().decode(String.valueOf(value).split(":")[2]);
        byte[] nonce = Arrays.copyOf(whole, 12);
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
        cipher.updateAAD(nonce);
        return new String(cipher.doFinal(whole, 12, whole.length - 12), StandardCharsets.UTF_8);
    }

    @Test
    void readsTheExactFormOfMagento2() throws Exception {
        String made = "0:3:YWJjZGVmZ2hpamtsb9n7m3w/VlsGZADIQIuBR16Q5myJ+A==";

        assertThat(decrypt(made, KEY.getBytes(StandardCharsets.UTF_8))).isEqualTo("secret");
    }

    @Test
    void usesTheNewestKeyOfTheTarget() throws Exception {
        byte[] newest = new byte[32];
        newest[0] = 1;
        String keys = KEY + "\n" + "base64" + Base64.getEncoder().encodeToString(newest);

        String after = (String) encrypt().option("dest_crypt_key", keys).apply(AES_CBC);

        assertThat(after).startsWith("1:3:");
        assertThat(decrypt(after, newest)).isEqualTo("secret");
    }

    @Test
    void usesTheKeyThatAnEnterpriseValueNames() throws Exception {
        HandlerFixture fixture = encrypt()
                .option("crypt_key", "another0another0another0another0\n" + KEY)
                .option("dest_crypt_key", KEY);

        assertThat(decrypt((String) fixture.apply("1:1:" + AES_ECB.substring(4)), KEY.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("secret");
    }

    @Test
    void neverGivesTheSameTextTwice() {
        assertThat(encrypt().apply(AES_CBC)).isNotEqualTo(encrypt().apply(AES_CBC));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0"})
    void leavesEmptyValuesAloneEvenWithoutKey(String value) {
        assertThat(handler("Encrypt").apply(value)).isEqualTo(value);
    }

    @Test
    void needsTheKeyOfTheSource() {
        assertThatThrownBy(() -> handler("Encrypt").apply("x"))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining("option crypt_key is not set");
    }

    @Test
    void needsATargetKeyOf32Bytes() {
        assertThatThrownBy(() -> encrypt().option("dest_crypt_key", "short").apply("x"))
                .hasMessageContaining("the newest key has 5 bytes instead of 32")
                .hasMessageContaining("dest_crypt_key");
    }

    @ParameterizedTest
    @CsvSource({
        "plain text,its length is not that of encrypted data",
        "!!!,its length is not that of encrypted data",
        "0:9:AAAAAAAAAAA=,it names the unknown cipher of an extension",
        "0:2:shortvector:AAAAAAAAAAAAAAAAAAAAAA==,its initial vector has neither 16 nor 32 bytes",
        "0:2:0123456789abcdef:AAAA,its length is not that of encrypted data"
    })
    void leavesWhatItCannotDecryptAndSaysWhy(String value, String reason) {
        HandlerFixture fixture = encrypt();

        assertThat(fixture.apply(value)).isEqualTo(value);
        assertThat(fixture.warnings).containsExactly("cc_number_enc: an encrypted value was left as it is: " + reason);
    }

    @Test
    void bindsToValueWithoutField() {
        assertThat((String) handler("Encrypt")
                        .on("core_config_data", "")
                        .option("crypt_key", KEY)
                        .applyTo("path", "carriers/ups/password", "value", AES_CBC)
                        .get("value"))
                .startsWith("0:3:");
    }

    /** Vectors of the cipher's authors for a 256-bit block. */
    @Test
    void rijndaelWith256BitBlocksMatchesPublishedVectors() {
        byte[] plain = HexFormat.of().parseHex("3243f6a8885a308d313198a2e03707344a4093822299f31d0082efa98ec4e6c8");
        byte[] key = HexFormat.of().parseHex("2b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfe");
        byte[] encrypted = HexFormat.of().parseHex("a49406115dfb30a40418aafa4869b7c6a886ff31602a7dd19c889dc64f7e4e7a");
        byte[] with128BitKey =
                HexFormat.of().parseHex("7d15479076b69a46ffb3b3beae97ad8313f622f67fedb487de9f06b9ed9c8f19");

        assertThat(Rijndael256.decryptCbc(key, new byte[32], encrypted)).isEqualTo(plain);
        assertThat(Rijndael256.decryptCbc(Arrays.copyOf(key, 16), new byte[32], with128BitKey))
                .isEqualTo(plain);
    }

    @Test
    void decryptsEnterpriseValuesWith256BitBlocks() throws Exception {
        byte[] key = KEY.getBytes(StandardCharsets.UTF_8);
        String iv = "abcdefghijklmnopqrstuvwxyzABCDEF";
        byte[] data = HexFormat.of().parseHex("a49406115dfb30a40418aafa4869b7c6a886ff31602a7dd19c889dc64f7e4e7a");
        byte[] plain = Rijndael256.decryptCbc(key, iv.getBytes(StandardCharsets.US_ASCII), data);

        byte[] decrypted = new Magento1Cipher(KEY)
                .decrypt("0:2:" + iv + ":" + Base64.getEncoder().encodeToString(data));

        assertThat(decrypted).isEqualTo(plain);
    }
}
