package dev.gangway.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.cutover.PasswordRule.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hashes were made with md5sum and sha256sum over the salt and the password. */
class PasswordRuleTest {
    @ParameterizedTest
    @CsvSource({
        "secret, 87d0fff3dceabb3156a6d18ba32fdeb0:xy:0, RIGHT",
        "other, 87d0fff3dceabb3156a6d18ba32fdeb0:xy:0, WRONG",
        "secret, a42178b773273f5c9f24387fbea546af537d08b8c06b23631e44878b9ce47f49:abc:1, RIGHT",
        "secret, 51bd5b3127266a192300f7941707ee9bd0cbe79534a365c92094ffbcafbd6cb5:xy:0:1, RIGHT",
        "secret, 5ebe2294ecd0e0f08eab7690d2a6ee69::0, RIGHT",
        "secret, 0123:salt:2, UNTESTED",
        "secret, 0123:salt:3_32_2_67108864, UNTESTED",
        "secret, 87d0fff3dceabb3156a6d18ba32fdeb0:xy, UNUSABLE",
        "secret, $2y$10$abcdefghijklmnopqrstuv, UNUSABLE",
        "secret, 0123:salt:9, UNUSABLE",
        "secret, '', UNUSABLE"
    })
    void knowsWhatMagento2LetsIn(String password, String stored, Verdict verdict) {
        assertThat(PasswordRule.check(password, stored)).isEqualTo(verdict);
    }
}
