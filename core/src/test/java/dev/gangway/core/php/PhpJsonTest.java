package dev.gangway.core.php;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations were made with PHP 8.2. */
class PhpJsonTest {

    @ParameterizedTest
    @MethodSource
    void escapesStringsAsPhp(String text, String json) throws Exception {
        assertThat(PhpJson.encode(PhpString.of(text))).isEqualTo(json);
    }

    static Stream<Arguments> escapesStringsAsPhp() {
        return Stream.of(
                arguments("", "\"\""),
                arguments("a/b", "\"a\\/b\""),
                arguments("\"\\", "\"\\\"\\\\\""),
                arguments("\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""),
                arguments("\0\u001f\u007f", "\"\\u0000\\u001f\u007f\""),
                arguments("<>&'", "\"<>&'\""),
                arguments("é€ж", "\"\\u00e9\\u20ac\\u0436\""),
                arguments("\u2028", "\"\\u2028\""),
                arguments("\ud83d\ude00", "\"\\ud83d\\ude00\""),
                arguments("\udbff\udfff", "\"\\udbff\\udfff\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c080",
                "c1bf",
                "e08080",
                "eda080",
                "edbfbf",
                "f08080 80",
                "f4908080",
                "f5808080",
                "ff",
                "c3",
                "e282",
                "f09f98",
                "61c3",
                "c328"
            })
    void refusesInvalidUtf8(String hex) {
        var string = PhpString.of(HexFormat.of().parseHex(hex.replace(" ", "")));
        assertThatThrownBy(() -> PhpJson.encode(string)).isInstanceOf(PhpJsonException.class);
        assertThatThrownBy(() -> PhpJson.encode(new PhpArray().put(string, PhpScalar.NULL)))
                .isInstanceOf(PhpJsonException.class);
    }

    @Test
    void readsInvalidUtf8AsWindows1252WhenLenient() throws Exception {
        List<String> lost = new ArrayList<>();
        var string = PhpString.of(HexFormat.of().parseHex("61e98081ff22"));

        assertThat(PhpJson.encodeLenient(string, lost::add)).isEqualTo("\"a\\u00e9\\u20ac\\u0081\\u00ff\\\"\"");
        assertThat(lost).containsExactly("a string that is not UTF-8 was read as Windows-1252");
    }

    @Test
    void writesUndefinedNumbersAsNullWhenLenient() throws Exception {
        List<String> lost = new ArrayList<>();

        assertThat(PhpJson.encodeLenient(new PhpScalar.Real(Double.NaN), lost::add))
                .isEqualTo("null");
        assertThat(lost).hasSize(1);
        assertThatThrownBy(() -> PhpJson.encode(new PhpScalar.Real(Double.NaN))).isInstanceOf(PhpJsonException.class);
        assertThatThrownBy(() -> PhpJson.encode(new PhpScalar.Real(1 / 0.0))).isInstanceOf(PhpJsonException.class);
    }

    @Test
    void nestingIsLimitedTo512() throws Exception {
        assertThat(PhpJson.encode(nested(512))).startsWith("[[[");
        assertThatThrownBy(() -> PhpJson.encode(nested(513))).hasMessage("Nested deeper than 512");
    }

    @Test
    void endlessReferencesAreRefused() throws Exception {
        PhpValue endless = PhpReader.read("a:2:{i:0;R:1;i:1;R:1;}");

        assertThatThrownBy(() -> PhpJson.encode(endless)).isInstanceOf(PhpJsonException.class);
    }

    @Test
    void multiplyingReferencesAreRefused() throws Exception {
        var text = new StringBuilder("a:60:{i:0;a:2:{i:0;s:40:\"" + "x".repeat(40) + "\";i:1;i:1;}");
        int slot = 2;
        int next = 5;
        for (int i = 1; i < 60; i++) {
            text.append("i:")
                    .append(i)
                    .append(";a:2:{i:0;R:")
                    .append(slot)
                    .append(";i:1;R:")
                    .append(slot)
                    .append(";}");
            slot = next;
            next++;
        }
        PhpValue bomb = PhpReader.read(text.append('}').toString());

        assertThatThrownBy(() -> PhpJson.encode(bomb)).hasMessageStartingWith("The JSON text would be longer");
    }

    private static PhpValue nested(int depth) {
        var root = new PhpArray();
        PhpArray inner = root;
        for (int i = 1; i < depth; i++) {
            var next = new PhpArray();
            inner.add(next);
            inner = next;
        }
        return root;
    }
}
