package dev.gangway.core.php;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":1}",
                "[1,2]",
                " [ 1 , { \"a\" : null } ] ",
                "5",
                "-0",
                "0.5",
                "1e5",
                "1E-5",
                "-1.5e+10",
                "\"\"",
                "\"\\u00e9\\n\\/\"",
                "true",
                "false",
                "null",
                "\t5\r\n",
                "[[],{}]",
                "\"é\ud83d\ude00\""
            })
    void acceptsJson(String text) {
        assertThat(JsonSyntax.isJson(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "[", "]", "{]", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{a:1}", "{'a':1}", "{\"a\":1,}",
                        "01",
                "-", "+1", ".5", "1.", "1e", "1e+", "tru", "True", "nul", "nullx", "NaN", "\"", "\"\\\"", "\"\\x\"",
                "\"\\u00g0\"", "\"\\u00\"", "\"\n\"", "5 5", "a:0:{}", "N;", "broken", "[1 2]", "\u00a05"
            })
    void refusesEverythingElse(String text) {
        assertThat(JsonSyntax.isJson(text)).isFalse();
    }

    @Test
    void nestingIsLimitedTo512() {
        assertThat(JsonSyntax.isJson("[".repeat(512) + "]".repeat(512))).isTrue();
        assertThat(JsonSyntax.isJson("[".repeat(513) + "]".repeat(513))).isFalse();
        assertThat(JsonSyntax.isJson("[".repeat(1_000_000))).isFalse();
    }
}
