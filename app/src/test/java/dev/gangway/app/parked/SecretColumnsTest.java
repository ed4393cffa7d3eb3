package dev.gangway.app.parked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.mysql.state.ParkedChange;
import dev.gangway.mysql.state.ParkedEntry;
import dev.gangway.mysql.state.ParkedState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretColumnsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"password_hash", "rp_token", "cc_number_enc", "api_key", "CC_CID_ENC", "secret", "private_key"})
    void hidesSecretsWhereverTheyAreShown(String column) {
        assertThat(SecretColumns.shown(column, "value")).isEqualTo("***");
        assertThat(SecretColumns.shown(column, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"entity_id", "email", "cc_type", "url_key", "passenger"})
    void showsWhatHelpsToJudgeARow(String column) {
        assertThat(SecretColumns.shown(column, "value")).isEqualTo("value");
    }

    @Test
    void hidesThemInARowSideBySide() {
        // Given
        var origin = new ParkedChange.Origin("customer", "id=1", "1:2:0");
        var cause = new ParkedChange.Cause("TARGET_REJECTED", "because", "customer_entity");
        var images = new ParkedChange.Images(null, "{\"customer_entity\":{\"id\":\"1\",\"password_hash\":\"s3cret\"}}");
        var change = new ParkedChange(origin, cause, List.of("customer_entity id=1"), images, "p", new byte[0]);
        var entry = new ParkedEntry(4, change, ParkedState.PARKED, 1, "r", "today", "");

        // When
        var view = new ParkedView(entry, Map.of("customer_entity", Map.of("id", "1", "password_hash", "0ld")));

        // Then
        assertThat(view.text())
                .contains("in the target now", "parked", "password_hash")
                .doesNotContain("s3cret", "0ld");
        assertThat(view.json()).contains("\"password_hash\" : \"***\"").doesNotContain("s3cret", "0ld");
    }
}
