package dev.gangway.core.handler.serialized;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerializedTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "a:1:{s:10:\"payable_to\";s:2:\"Me\";}|{\"payable_to\":\"Me\"}",
                "a:0:{}|[]",
                "{\"payable_to\":\"Me\"}|{\"payable_to\":\"Me\"}",
                "PO 4711|PO 4711",
                "4711|4711",
                "''|''",
                "-|-",
            })
    void becomesJsonOnlyIfItIsSerialized(@Nullable String before, @Nullable String after) {
        assertThat(handler(new SerializedText.Factory()).apply(before)).isEqualTo(after);
    }
}
