package dev.gangway.bulkloader.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PasswordHashTest {
    private static final String MD5 = "a".repeat(32);
    private static final String SHA256 = "b".repeat(64);
    private static final String SHA512 = "c".repeat(128);
    private static final String BCRYPT = "$2y$10$" + "d".repeat(53);

    @ParameterizedTest
    @MethodSource
    void hashesGetTheVersionOfTheirAlgorithm(@Nullable String stored, @Nullable String upgraded, boolean sha512) {
        assertThat(PasswordHash.upgrade(stored)).isEqualTo(upgraded);
        assertThat(PasswordHash.isSha512(stored)).isEqualTo(sha512);
    }

    static Stream<Arguments> hashesGetTheVersionOfTheirAlgorithm() {
        return Stream.of(
                Arguments.of(MD5 + ":xY", MD5 + ":xY:0", false),
                Arguments.of(MD5, MD5 + "::0", false),
                Arguments.of(SHA256 + ":s:t", SHA256 + ":s:t:1", false),
                Arguments.of(SHA256, SHA256 + "::1", false),
                Arguments.of(BCRYPT, BCRYPT, false),
                Arguments.of(SHA512 + ":salt", SHA512 + ":salt", true),
                Arguments.of(SHA512, SHA512, true),
                Arguments.of("", "", false),
                Arguments.of(null, null, false));
    }
}
