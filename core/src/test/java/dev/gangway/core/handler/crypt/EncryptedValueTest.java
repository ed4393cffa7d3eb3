package dev.gangway.core.handler.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class EncryptedValueTest {
    private static final String OLD = "0123456789abcdef0123456789abcdef";
    private static final String NEW = "fedcba9876543210fedcba9876543210";

    @Test
    void readsWhatTheKeyItNamesHasEncrypted() throws GeneralSecurityException {
        String byOld = Magento2Cipher.of(OLD).encrypt("secret".getBytes(StandardCharsets.UTF_8));
        String byNew = Magento2Cipher.of(OLD + "\n" + NEW).encrypt("secret".getBytes(StandardCharsets.UTF_8));

        assertThat(EncryptedValue.isOne(byOld)).isTrue();
        assertThat(new EncryptedValue(OLD).isReadable(byOld)).isTrue();
        assertThat(new EncryptedValue(OLD + "\n" + NEW).isReadable(byOld)).isTrue();
        assertThat(new EncryptedValue(OLD + "\n" + NEW).isReadable(byNew)).isTrue();
        assertThat(new EncryptedValue(NEW).isReadable(byOld)).isFalse();
        assertThat(new EncryptedValue(OLD).isReadable(byNew)).isFalse();
    }

    @Test
    void takesNothingElseForAnEncryptedValue() {
        assertThat(EncryptedValue.isOne("12:30:00")).isFalse();
        assertThat(EncryptedValue.isOne("")).isFalse();
        assertThat(EncryptedValue.isOne("0:3:not base64")).isFalse();
        assertThat(new EncryptedValue(OLD).isReadable("0:3:c2hvcnQ=")).isFalse();
        assertThat(new EncryptedValue("short").isReadable("0:3:" + "QUFB".repeat(12)))
                .isFalse();
    }
}
