package dev.gangway.core.handler.serialized;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gangway.core.handler.HandlerFixture;
import dev.gangway.core.handler.HandlerParameterException;
import dev.gangway.core.handler.RowRejectedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerializeToJsonTest {

    @ParameterizedTest
    @MethodSource
    void convertsValues(String before, String strict, String correct) {
        assertThat(handler("SerializeToJson").strict().apply(before)).isEqualTo(strict);
        assertThat(handler("SerializeToJson").apply(before)).isEqualTo(correct);
    }

    static Stream<Arguments> convertsValues() {
        return Stream.of(
                same("a:1:{s:4:\"some\";s:5:\"value\";}", "{\"some\":\"value\"}"),
                same("a:1:{i:0;s:1:\"x\";}", "[\"x\"]"),
                same("a:1:{i:1;s:1:\"x\";}", "{\"1\":\"x\"}"),
                same("a:0:{}", "[]"),
                same("a:1:{s:1:\"p\";d:100;}", "{\"p\":100}"),
                same("i:5;", "5"),
                same("N;", "null"),
                same("b:0;", "false"),
                same(
                        "O:13:\"Varien_Object\":1:{s:1:\"a\";i:1;}",
                        "{\"__PHP_Incomplete_Class_Name\":\"Varien_Object\",\"a\":1}"),
                same("a:1:{s:1:\"k\";s:6:\"é€x\";}", "{\"k\":\"\\u00e9\\u20acx\"}"),
                same("a:1:{s:1:\"k\";s:4:\"\ud83d\ude00\";}", "{\"k\":\"\\ud83d\\ude00\"}"),
                arguments(null, null, null),
                arguments("", "false", ""),
                arguments("broken", null, null),
                arguments("a:1:{s:1:\"k\";s:3:\"ab\";}", null, "{\"k\":\"ab\"}"),
                arguments("a:2:{s:1:\"k\";s:3:\"ab\";}", null, null),
                arguments("a:1:{s:1:\"k\";s:5:\"Gr??e\";", null, null),
                arguments("a:2:{s:1:\"k\";s:7:\"Gr??e\";s:1:\"l\";i:1;}", null, "{\"k\":\"Gr??e\",\"l\":1}"),
                arguments("{\"a\":1}", null, "{\"a\":1}"),
                arguments("[]", null, "[]"),
                arguments("5", null, "5"),
                arguments("d:INF;", "", "null"),
                arguments("a:2:{i:0;i:1;i:1;d:NAN;}", "", "[1,null]"));
    }

    private static Arguments same(String before, String after) {
        return arguments(before, after, after);
    }

    @Test
    void keepsBytesAsBytesAndReadsInvalidUtf8() {
        byte[] latin1 = "a:1:{s:1:\"k\";s:5:\"größe\";}".getBytes(StandardCharsets.ISO_8859_1);
        HandlerFixture correct = handler("SerializeToJson").column("value", "blob");

        assertThat((byte[]) correct.apply(latin1))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"k\":\"gr\\u00f6\\u00dfe\"}");
        assertThat(correct.warnings).containsExactly("value: a string that is not UTF-8 was read as Windows-1252");
        assertThat((byte[]) handler("SerializeToJson").strict().apply(latin1)).isEmpty();
    }

    @Test
    void reportsBrokenValuesUnlessToldNotTo() {
        HandlerFixture loud = handler("SerializeToJson");
        HandlerFixture quiet = handler("SerializeToJson").param("suppressWarning", "true");
        HandlerFixture other = handler("SerializeToJson").param("suppressWarning", "1");

        List.of(loud, quiet, other)
                .forEach(fixture -> assertThat(fixture.apply("broken")).isNull());

        assertThat(loud.warnings).containsExactly("value: a value that is not valid PHP-serialized text became NULL");
        assertThat(quiet.warnings).isEmpty();
        assertThat(other.warnings).hasSize(1);
    }

    @Test
    void reportsRepairs() {
        HandlerFixture fixture = handler("SerializeToJson");

        fixture.apply("a:1:{s:1:\"k\";s:3:\"ab\";}");

        assertThat(fixture.warnings)
                .containsExactly("value: string lengths of a serialized value were wrong and have been repaired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "", "1", "TRUE"})
    void rejectsRowsWithBrokenValuesWhenTheyMustNotBeMigrated(String parameter) {
        assertThatThrownBy(() -> handler("SerializeToJson")
                        .param("migrateBrokenData", parameter)
                        .apply("broken"))
                .isInstanceOf(RowRejectedException.class)
                .hasMessageStartingWith("Field value of some_table is not valid PHP-serialized text");
    }

    @Test
    void runningTwiceChangesNothingMore() {
        Object once = handler("SerializeToJson").apply("a:1:{s:4:\"some\";s:5:\"value\";}");

        assertThat(handler("SerializeToJson").apply(once)).isEqualTo(once);
        assertThat(handler("SerializeToJson").strict().apply(once)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "info_buyRequest,/(parameters)|(info_buyRequest)/,true",
        "my_parameters_2,/(parameters)|(info_buyRequest)/,true",
        "option_1,/(parameters)|(info_buyRequest)/,false",
        "PARAMETERS,/parameters/,false",
        "PARAMETERS,/parameters/i,true",
        "a/b,~^a/b$~,true",
        "abc,{^abc$},true"
    })
    void conditionsDecideByPattern(String code, String pattern, boolean converted) {
        Object after = handler("SerializeToJson\\ConvertWithConditions")
                .param("conditionalField", "code")
                .param("conditionalFieldValuesPattern", pattern)
                .applyTo("code", code, "value", "a:0:{}")
                .get("value");

        assertThat(after).isEqualTo(converted ? "[]" : "a:0:{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "abc", "/a", "/(/", "/a/q", "\\a\\"})
    void conditionsRefuseBrokenPatterns(String pattern) {
        assertThatThrownBy(() -> handler("SerializeToJson\\ConvertWithConditions")
                        .param("conditionalField", "code")
                        .param("conditionalFieldValuesPattern", pattern)
                        .create())
                .isInstanceOf(HandlerParameterException.class)
                .hasMessageStartingWith("Pattern '" + pattern + "' cannot be used");
    }

    @Test
    void conditionsNeedAValue() {
        assertThatThrownBy(() -> handler("SerializeToJson\\ConvertWithConditions")
                        .param("conditionalField", "code")
                        .param("conditionalFieldValuesPattern", "/a/")
                        .applyTo("code", null, "value", "a:0:{}"))
                .isInstanceOf(RowRejectedException.class);
    }

    @Test
    void conditionsIgnoreTheirParameterForBrokenData() {
        HandlerFixture fixture = handler("SerializeToJson\\ConvertWithConditions")
                .param("conditionalField", "code")
                .param("conditionalFieldValuesPattern", "/a/")
                .param("ignoreBrokenData", "false");

        assertThat(fixture.applyTo("code", "a", "value", "broken").get("value")).isNull();
        assertThat(fixture.warnings).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource
    void itemOptionsConvertCustomOptionsOnly(String code, String before, String after) {
        for (boolean strict : new boolean[] {true, false}) {
            assertThat(handler("SerializeToJson\\ItemOption")
                            .strict(strict)
                            .applyTo("code", code, "value", before)
                            .get("value"))
                    .isEqualTo(after);
        }
    }

    static Stream<Arguments> itemOptionsConvertCustomOptionsOnly() {
        return Stream.of(
                arguments("option_1", "a:1:{s:4:\"some\";s:5:\"value\";}", "{\"some\":\"value\"}"),
                arguments("x_option_12y", "a:0:{}", "[]"),
                arguments("option_1", "red", "red"),
                arguments("option_1", "5", "5"),
                arguments("option_1", "b:0;", "b:0;"),
                arguments("option_1", "", ""),
                arguments("option_1", null, null),
                arguments("option_1", "{\"a\":1}", "{\"a\":1}"),
                arguments("option_ids", "a:0:{}", "a:0:{}"),
                arguments("info_buyRequest", "a:0:{}", "a:0:{}"));
    }

    @Test
    void itemOptionsNeedACode() {
        assertThatThrownBy(() -> handler("SerializeToJson\\ItemOption").applyTo("code", null, "value", "a:0:{}"))
                .isInstanceOf(RowRejectedException.class);
    }
}
