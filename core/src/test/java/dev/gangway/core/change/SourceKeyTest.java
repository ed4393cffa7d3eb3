package dev.gangway.core.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceKeyTest {
    private static final List<String> COLUMNS = List.of("order_id", "sku");

    @Test
    void readsLikeAList() {
        assertThat(SourceKey.text(COLUMNS, row("5", "a b"))).isEqualTo("order_id=5,sku=a b");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a,b", "a=b", "100%", "%2C", "null", "0x41", "0x", "n", "line\nline", "\u00e4\u20ac"})
    void isTakenApartAsItWasPutTogether(@Nullable String value) {
        Map<String, @Nullable Object> key = SourceKey.parse(SourceKey.text(COLUMNS, row("5", value)));

        assertThat(key).hasSize(2).containsEntry("order_id", "5").containsEntry("sku", value);
    }

    @Test
    void keepsBytes() {
        Map<String, @Nullable Object> key = SourceKey.parse(SourceKey.text(COLUMNS, row("5", new byte[] {0, 44, -1})));

        assertThat(key.get("sku")).isEqualTo(new byte[] {0, 44, -1});
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*"})
    void namesNoRowWhereThereIsNone(String text) {
        assertThat(SourceKey.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":5}", "id=%2", "id=%zz", "id=0xq"})
    void saysWhatIsNoKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SourceKey.parse(text));
    }

    private static Row row(@Nullable Object... values) {
        return Row.full(new Layout("t", COLUMNS), values);
    }
}
