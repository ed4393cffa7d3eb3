package dev.gangway.core.handler.crypt;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.HandlerEnvironment;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts a value with Magento 1's key (option {@code crypt_key}) and encrypts it with the newest key of Magento 2 (option
 * {@code dest_crypt_key}, else the same key). Falsy values stay. A value that cannot be decrypted stays as it is and is reported,
 * with the reason; the old tool would write an encrypted piece of garbage. Values encrypted twice differ in text, never in content.
 */
public final class Encrypt implements Handler {
    private final String field;
    private final @Nullable Magento1Cipher source;
    private final @Nullable Magento2Cipher target;
    private final String missing;

    private Encrypt(String field, @Nullable Magento1Cipher source, @Nullable Magento2Cipher target, String missing) {
        this.field = field;
        this.source = source;
        this.target = target;
        this.missing = missing;
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        Object value = row.get(field);
        if (value == null || PhpText.isFalsy(value)) {
            return;
        }
        if (source == null || target == null) {
            throw new MigrationException(
                    ErrorCode.CONFIG_INVALID,
                    "Field " + field + " of " + row.document() + " is encrypted, but " + missing);
        }
        try {
            byte[] plain = source.decrypt(text(value));
            row.set(field, FieldValue.like(value, target.encrypt(plain)));
        } catch (GeneralSecurityException e) {
            context.warn(field, "an encrypted value was left as it is: " + e.getMessage());
        }
    }

    @Override
    public boolean meansSame(Object one, Object other) {
        try {
            return target != null && Arrays.equals(target.decrypt(text(one)), target.decrypt(text(other)));
        } catch (GeneralSecurityException e) {
            return false; // one of them is no text of this cipher
        }
    }

    private static String text(Object value) {
        String text = FieldValue.text(value);
        return text == null ? "" : text;
    }

    /** Makes {@link Encrypt}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Encrypt", "Decrypts with Magento 1's key and encrypts with Magento 2's.")
                    .deviation(
                            "Blowfish, AES and Enterprise's Rijndael-256 are decrypted, and what cannot be decrypted stays"
                                    + " as it is and is reported; the same in strict mode, where the old tool would write garbage")
                    .example("", "4IXFEeZ3D4M=", "0:3:(base64, different each time)");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            HandlerEnvironment environment = binding.environment();
            String field = binding.field().isEmpty() ? "value" : binding.field();
            Optional<String> sourceKey = environment.option("crypt_key");
            if (sourceKey.isEmpty()) {
                return new Encrypt(
                        field, null, null, "option crypt_key is not set: copy it from Magento 1's app/etc/local.xml");
            }
            var source = new Magento1Cipher(sourceKey.get());
            try {
                String targetKey = environment.option("dest_crypt_key").orElse(sourceKey.get());
                return new Encrypt(field, source, Magento2Cipher.of(targetKey), "");
            } catch (GeneralSecurityException e) {
                return new Encrypt(
                        field,
                        source,
                        null,
                        "the key for Magento 2 cannot be used, " + e.getMessage()
                                + ": copy crypt/key from Magento 2's app/etc/env.php to option dest_crypt_key");
            }
        }
    }
}
