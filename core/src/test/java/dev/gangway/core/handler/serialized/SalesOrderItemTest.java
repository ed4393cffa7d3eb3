package dev.gangway.core.handler.serialized;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gangway.core.handler.HandlerFixture;
import dev.gangway.core.handler.RowRejectedException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SalesOrderItemTest {
    private static final String NAME = "SerializeToJson\\SalesOrderItem";

    @ParameterizedTest
    @MethodSource
    void convertsInnerTextsToo(String before, String after) {
        assertThat(handler(NAME).strict().apply(before)).isEqualTo(after);
        assertThat(handler(NAME).apply(before)).isEqualTo(after);
    }

    static Stream<Arguments> convertsInnerTextsToo() {
        return Stream.of(
                arguments(null, null),
                arguments("a:0:{}", "[]"),
                arguments("i:5;", "5"),
                arguments("a:1:{s:3:\"qty\";i:2;}", "{\"qty\":2}"),
                arguments(
                        "a:1:{s:27:\"bundle_selection_attributes\";s:24:\"a:1:{s:5:\"price\";d:100;}\";}",
                        "{\"bundle_selection_attributes\":\"{\\\"price\\\":100}\"}"),
                arguments("a:1:{s:27:\"bundle_selection_attributes\";N;}", "{\"bundle_selection_attributes\":null}"),
                arguments(
                        options(option("file", s("a:1:{s:1:\"t\";i:1;}"))),
                        "{\"options\":[{\"option_type\":\"file\"," + "\"option_value\":\"{\\\"t\\\":1}\"}]}"),
                arguments(
                        options(option("file", s(""))),
                        "{\"options\":[{\"option_type\":\"file\",\"option_value\":\"\\\"\\\"\"}]}"),
                arguments(
                        options(option("file", s("0"))),
                        "{\"options\":[{\"option_type\":\"file\",\"option_value\":\"\\\"0\\\"\"}]}"),
                arguments(
                        options(option("file", "N;")),
                        "{\"options\":[{\"option_type\":\"file\",\"option_value\":\"null\"}]}"),
                arguments(
                        options(option("field", s("a:0:{}"))),
                        "{\"options\":[{\"option_type\":\"field\",\"option_value\":\"a:0:{}\"}]}"),
                arguments(options("s:4:\"file\";"), "{\"options\":[\"file\"]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "a:1:{i:0;i:1;", "a:1:{i:0"})
    void brokenOptionsBecomeNull(String before) {
        HandlerFixture fixture = handler(NAME);

        assertThat(fixture.apply(before)).isNull();
        assertThat(fixture.warnings).hasSize(1);
        assertThat(handler(NAME).strict().apply(before)).isNull();
        assertThat(handler(NAME).strict().param("ignoreBrokenData", "false").apply(before))
                .describedAs("the text false counts as true")
                .isNull();
    }

    @ParameterizedTest
    @MethodSource
    void brokenInnerTextsStayUnlessStrict(String before, String after) {
        HandlerFixture fixture = handler(NAME);

        assertThat(fixture.apply(before)).isEqualTo(after);

        assertThat(fixture.warnings).hasSize(1);
        assertThatThrownBy(() -> handler(NAME).strict().apply(before)).isInstanceOf(RowRejectedException.class);
    }

    static Stream<Arguments> brokenInnerTextsStayUnlessStrict() {
        return Stream.of(
                arguments(
                        "a:1:{s:27:\"bundle_selection_attributes\";s:6:\"broken\";}",
                        "{\"bundle_selection_attributes\":\"broken\"}"),
                arguments("a:1:{s:27:\"bundle_selection_attributes\";i:5;}", "{\"bundle_selection_attributes\":5}"),
                arguments(
                        options(option("file", s("broken"))),
                        "{\"options\":[{\"option_type\":\"file\",\"option_value\":\"broken\"}]}"),
                arguments(
                        options("a:1:{s:11:\"option_type\";s:4:\"file\";}"),
                        "{\"options\":[{\"option_type\":\"file\"}]}"));
    }

    @ParameterizedTest
    @MethodSource
    void innerJsonStaysUnlessStrict(String inner, String after) {
        HandlerFixture fixture = handler(NAME);

        assertThat(fixture.apply("a:1:{s:27:\"bundle_selection_attributes\";" + s(inner) + "}"))
                .isEqualTo("{\"bundle_selection_attributes\":" + after + "}");
        assertThat(fixture.warnings).isEmpty();
    }

    static Stream<Arguments> innerJsonStaysUnlessStrict() {
        return Stream.of(arguments("{\"price\":1}", "\"{\\\"price\\\":1}\""), arguments("", "\"\""));
    }

    private static String options(String option) {
        return "a:1:{s:7:\"options\";a:1:{i:0;" + option + "}}";
    }

    private static String option(String type, String value) {
        return "a:2:{s:11:\"option_type\";" + s(type) + "s:12:\"option_value\";" + value + "}";
    }

    private static String s(String text) {
        return "s:" + text.getBytes(StandardCharsets.UTF_8).length + ":\"" + text + "\";";
    }
}
