package dev.gangway.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashKindTest {
    private static final String BCRYPT = "10$VIImZNdEn/IqnG35dI0Qb.fV1CdYY9NJ6TyqWOoA.QaMatlfb8u1y";

    @Test
    void theLengthOfTheHashTellsItsKind() {
        assertThat(HashKind.of("a".repeat(32))).isEqualTo(HashKind.MD5);
        assertThat(HashKind.of("0".repeat(32) + ":xY")).isEqualTo(HashKind.MD5);
        assertThat(HashKind.of("f".repeat(64) + ":salt")).isEqualTo(HashKind.SHA256);
        assertThat(HashKind.of("9".repeat(128))).isEqualTo(HashKind.SHA512);
        assertThat(HashKind.of("9".repeat(128) + ":" + "s".repeat(32))).isEqualTo(HashKind.SHA512);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2y$", "$2a$", "$2x$", "$2b$"})
    void allFormsOfBcryptAreOneKind(String prefix) {
        assertThat(HashKind.of(prefix + BCRYPT)).isEqualTo(HashKind.BCRYPT);
    }

    @Test
    void nothingIsNoPassword() {
        assertThat(HashKind.of(null)).isEqualTo(HashKind.NONE);
        assertThat(HashKind.of("")).isEqualTo(HashKind.NONE);
        assertThat(HashKind.NONE.isLost()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"secret", "x:y", "0123456789abcdef0123456789abcdef:salt:1", "$1$abcdefgh$abc", "$2y$10$short"})
    void whatNoReleaseMakesIsOfAnotherKind(String stored) {
        assertThat(HashKind.of(stored)).isEqualTo(HashKind.OTHER);
        assertThat(HashKind.OTHER.isLost()).isTrue();
        assertThat(HashKind.OTHER.worksWithModule()).isFalse();
    }

    @Test
    void aSaltThatDoesNotFitMagento2sColumnWithItsVersionDoesNotWork() {
        String hash = "a".repeat(64) + ":";

        assertThat(HashKind.of(hash + "s".repeat(60))).isEqualTo(HashKind.SHA256);
        assertThat(HashKind.of(hash + "s".repeat(61))).isEqualTo(HashKind.OTHER);
    }

    @Test
    void onlyTheFirstTwoWorkByThemselves() {
        assertThat(HashKind.values()).filteredOn(HashKind::works).containsExactly(HashKind.MD5, HashKind.SHA256);
        assertThat(HashKind.values())
                .filteredOn(HashKind::worksWithModule)
                .containsExactly(HashKind.SHA512, HashKind.BCRYPT);
    }
}
