package dev.gangway.core.php;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations were made with PHP 8.2. */
class PhpNumbersTest {

    @ParameterizedTest
    @MethodSource
    void formatsDoublesAsPhp(double value, String text) {
        assertThat(PhpNumbers.format(value, 'e')).isEqualTo(text);
    }

    static Stream<Arguments> formatsDoublesAsPhp() {
        return Stream.of(
                arguments(0.0, "0"),
                arguments(-0.0, "-0"),
                arguments(100.0, "100"),
                arguments(1e15, "1000000000000000"),
                arguments(1e16, "10000000000000000"),
                arguments(1e17, "1.0e+17"),
                arguments(1e25, "1.0e+25"),
                arguments(123456789012345678.0, "1.2345678901234568e+17"),
                arguments(0.0001, "0.0001"),
                arguments(0.00001, "1.0e-5"),
                arguments(1.5e-7, "1.5e-7"),
                arguments(0.1 + 0.2, "0.30000000000000004"),
                arguments(Math.pow(2, -44), "5.684341886080802e-14"),
                arguments(2e23, "2.0e+23"),
                arguments(4.9e-324, "5.0e-324"),
                arguments(Double.MAX_VALUE, "1.7976931348623157e+308"),
                arguments(-1.5e300, "-1.5e+300"),
                arguments(19.99, "19.99"),
                arguments(665767904890572.75, "665767904890572.8"),
                arguments(943898884688.21875, "943898884688.2188"),
                arguments(665767904890572.25, "665767904890572.2"),
                arguments(Double.NaN, "NAN"),
                arguments(Double.NEGATIVE_INFINITY, "-INF"));
    }

    @ParameterizedTest
    @MethodSource
    void roundsDoublesAsMagentoTwo(double value, String text) {
        assertThat(PhpNumbers.formatRounded(value, 'e')).isEqualTo(text);
    }

    static Stream<Arguments> roundsDoublesAsMagentoTwo() {
        return Stream.of(
                arguments(5.880000000000001, "5.88"),
                arguments(0.1 + 0.2, "0.3"),
                arguments(-124.67000000000002, "-124.67"),
                arguments(100.0, "100"),
                arguments(12345678901234.0, "12345678901234"),
                arguments(123456789012345.0, "1.2345678901234e+14"),
                arguments(1e14, "1.0e+14"),
                arguments(0.0001, "0.0001"),
                arguments(0.00001, "1.0e-5"),
                arguments(1.0 / 3, "0.33333333333333"),
                arguments(0.0, "0"));
    }

    @Property
    void everyDoubleReadsBackTheSame(@ForAll double value) {
        assertThat(Double.parseDouble(PhpNumbers.format(value, 'E'))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "+1", "1.5", ".5", "5.", "1e5", "1E-5", " 1", "1 ", "\t1\n"})
    void recognisesNumbers(String text) {
        assertThat(PhpNumbers.isNumeric(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "-", "1e", "e5", "0x1A", "1,5", "1 2", "abc", "1f", "NAN", "INF", "١"})
    void refusesOtherText(String text) {
        assertThat(PhpNumbers.isNumeric(text)).isFalse();
    }
}
