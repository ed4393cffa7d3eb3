package dev.gangway.core.handler.value;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gangway.core.handler.HandlerFixture;
import dev.gangway.core.handler.HandlerParameterException;
import dev.gangway.core.handler.RowRejectedException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueHandlersTest {

    @ParameterizedTest
    @MethodSource
    void setValueSets(String parameter, String before, String after) {
        assertThat(handler("SetValue").param("value", parameter).apply(before)).isEqualTo(after);
    }

    static Stream<Arguments> setValueSets() {
        return Stream.of(
                arguments("NULL", "x", null),
                arguments("null", "x", null),
                arguments("Null", "x", null),
                arguments("NULLS", "x", "NULLS"),
                arguments("", "x", ""),
                arguments("0.0000", "5", "0.0000"),
                arguments("0", null, "0"),
                arguments("en_US", null, "en_US"),
                arguments("+100", "5", "105"),
                arguments("+100", null, "100"),
                arguments("-1", "2.5", "1.5"),
                arguments("-5", "2", "-3"),
                arguments("+0.1", "0.2", "0.3"),
                arguments("+100", "10.0000", "110"),
                arguments("-10", "10.0000", "0"),
                arguments("+1", " 5 ", "6"),
                arguments("+1", "1e3", "1001"),
                arguments("+1", "9223372036854775807", "9223372036854775808"),
                arguments("+1e2", ".5", "100.5"),
                arguments("+1.", "5.", "6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "5x", "0x1A", "--1"})
    void setValueRejectsRowsWithoutNumber(String before) {
        assertThatThrownBy(() -> handler("SetValue").param("value", "+100").apply(before))
                .isInstanceOf(RowRejectedException.class)
                .hasMessage("Field value of some_table holds no number that SetValue could add to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "+", "+x", "-1x", "+-"})
    void setValueNeedsNumberAfterSign(String parameter) {
        assertThatThrownBy(() -> handler("SetValue").param("value", parameter).create())
                .isInstanceOf(HandlerParameterException.class)
                .hasMessageStartingWith("Parameter value is '" + parameter + "'");
    }

    @ParameterizedTest
    @MethodSource
    void convertReplaces(String map, String defaultValue, String before, String after) {
        HandlerFixture fixture = handler("Convert").param("map", map);
        if (defaultValue != null) {
            fixture.param("defaultValue", defaultValue);
        }

        assertThat(fixture.apply(before)).isEqualTo(after);
    }

    static Stream<Arguments> convertReplaces() {
        return Stream.of(
                arguments("[one_column:1column]", null, "one_column", "1column"),
                arguments("[one_column:1column]", null, "x", "x"),
                arguments("[one_column:1column]", null, null, null),
                arguments("[one_column:1column]", "1column", "x", "1column"),
                arguments("[one_column:1column]", "1column", null, "1column"),
                arguments("[one_column:1column]", "0", "x", "x"),
                arguments("[one_column:1column]", "", null, null),
                arguments("one_column:1column", null, "one_column", "1column"),
                arguments("[[a:b]]", null, "a", "b"),
                arguments("[ a:b; c:d ]", null, "c", "d"),
                arguments("[ a:b;  c:d ]", null, "a", "b"),
                arguments("[a : b]", null, "a", "a"),
                arguments("[a : b]", null, "a ", " b"),
                arguments("[a:b;a:c]", null, "a", "c"),
                arguments("[:b]", null, "", "b"),
                arguments("[:b]", null, null, "b"),
                arguments("[a:]", null, "a", ""),
                arguments("[ж:ö]", null, "ж", "ö"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a:b;]", "[a]", "[]", "[a:b:c]", "[a:b;c]", "[http://x:y]"})
    void convertRefusesBrokenMaps(String map) {
        assertThatThrownBy(() -> handler("Convert").param("map", map).create())
                .isInstanceOf(HandlerParameterException.class)
                .hasMessageContaining("with exactly one colon each");
    }

    @ParameterizedTest
    @MethodSource
    void convertIpGivesNumbers(Object before, String strict, String correct) {
        assertThat(handler("ConvertIp").strict().apply(before)).isEqualTo(strict);
        assertThat(handler("ConvertIp").apply(before)).isEqualTo(correct);
    }

    static Stream<Arguments> convertIpGivesNumbers() {
        byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffff01020304");
        byte[] v6 = HexFormat.of().parseHex("20010db8000000000000000000000001");
        return Stream.of(
                arguments("127.0.0.1", "2130706433", "2130706433"),
                arguments("255.255.255.255", "4294967295", "4294967295"),
                arguments("0.0.0.0", "0", "0"),
                arguments("256.0.0.1", "0", "0"),
                arguments("1.2.3", "0", "0"),
                arguments("01.2.3.4", "0", "0"),
                arguments("::1", "0", "0"),
                arguments("2001:db8::1", "0", "0"),
                arguments("::ffff:1.2.3.4", "0", "16909060"),
                arguments(new byte[] {0x7f, 0, 0, 1}, "2130706433", "2130706433"),
                arguments(new byte[] {-1, -1, -1, -1}, "4294967295", "4294967295"),
                arguments("127.0.0.1".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "2130706433", "2130706433"),
                arguments(mapped, "0", "16909060"),
                arguments(v6, "0", "0"),
                arguments(new byte[0], "0", "0"),
                arguments("1234", "825373492", "825373492"),
                arguments("2130706433", "0", "0"),
                arguments("localhost", "0", "0"),
                arguments("", "0", "0"),
                arguments(null, "0", "0"));
    }

    @Test
    void convertIpKeepsNumbersOfIntegerColumnsUnlessStrict() {
        HandlerFixture fixture = handler("ConvertIp").column("value", "bigint(20)");

        assertThat(fixture.apply("2130706433")).isEqualTo("2130706433");
        assertThat(fixture.strict().apply("2130706433")).isEqualTo("0");
    }

    @Test
    void convertIpReportsLostAddresses() {
        HandlerFixture fixture = handler("ConvertIp");

        fixture.apply("2001:db8::1");

        assertThat(fixture.warnings).containsExactly("value: an IPv6 address became 0");
    }

    @ParameterizedTest
    @MethodSource
    void setVisibleOnFrontHidesSomeStates(String status, String state, String visible) {
        assertThat(handler("SalesOrderStatusState\\SetVisibleOnFront")
                        .applyTo("status", status, "state", state, "visible_on_front", "5")
                        .get("visible_on_front"))
                .isEqualTo(visible);
    }

    static Stream<Arguments> setVisibleOnFrontHidesSomeStates() {
        return Stream.of(
                arguments("pending_payment", "pending_payment", "0"),
                arguments("pending_ogone", "pending_payment", "0"),
                arguments("x", "pending_payment", "0"),
                arguments("processed_ogone", "processing", "0"),
                arguments("processing", "processing", "1"),
                arguments("processed_ogone", "new", "1"),
                arguments(null, null, "1"));
    }
}
