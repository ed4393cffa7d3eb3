package dev.gangway.core.php;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations were made with PHP 8.2. */
class PhpReaderTest {

    @ParameterizedTest
    @MethodSource
    void readsWhatPhpReads(String serialized, String json) throws Exception {
        assertThat(PhpJson.encode(PhpReader.read(serialized))).isEqualTo(json);
    }

    static Stream<Arguments> readsWhatPhpReads() {
        return Stream.of(
                arguments("", "false"),
                arguments("N;", "null"),
                arguments("b:0;", "false"),
                arguments("b:1;", "true"),
                arguments("i:5;", "5"),
                arguments("i:+5;", "5"),
                arguments("i:-007;", "-7"),
                arguments("i:9223372036854775807;", "9223372036854775807"),
                arguments("i:-9223372036854775808;", "-9223372036854775808"),
                arguments("d:100;", "100"),
                arguments("d:0.1;", "0.1"),
                arguments("d:0.10000000000000001;", "0.1"),
                arguments("d:.5;", "0.5"),
                arguments("d:5.;", "5"),
                arguments("d:-1.5E+25;", "-1.5e+25"),
                arguments("d:-0;", "-0"),
                arguments("s:0:\"\";", "\"\""),
                arguments("s:6:\"é€x\";", "\"\\u00e9\\u20acx\""),
                arguments("s:3:\"a\"b\";", "\"a\\\"b\""),
                arguments("S:3:\"a\\41b\";", "\"aAb\""),
                arguments("a:0:{}", "[]"),
                arguments("a:1:{s:4:\"some\";s:5:\"value\";}", "{\"some\":\"value\"}"),
                arguments("a:1:{i:0;s:1:\"x\";}", "[\"x\"]"),
                arguments("a:1:{i:1;s:1:\"x\";}", "{\"1\":\"x\"}"),
                arguments("a:2:{i:1;i:1;i:0;i:0;}", "{\"1\":1,\"0\":0}"),
                arguments("a:2:{s:1:\"0\";i:7;s:1:\"1\";i:8;}", "[7,8]"),
                arguments("a:1:{s:2:\"01\";i:7;}", "{\"01\":7}"),
                arguments("a:1:{s:2:\"-0\";i:7;}", "{\"-0\":7}"),
                arguments("a:1:{s:19:\"9223372036854775808\";i:7;}", "{\"9223372036854775808\":7}"),
                arguments("a:3:{s:1:\"a\";i:1;s:1:\"b\";i:2;s:1:\"a\";i:3;}", "{\"a\":3,\"b\":2}"),
                arguments("a:1:{s:0:\"\";N;}", "{\"\":null}"),
                arguments("a:1:{s:1:\"p\";d:100;}", "{\"p\":100}"),
                arguments("i:5;trailing garbage", "5"),
                arguments(
                        "O:13:\"Varien_Object\":1:{s:1:\"a\";i:1;}",
                        "{\"__PHP_Incomplete_Class_Name\":\"Varien_Object\",\"a\":1}"),
                arguments(
                        "O:13:\"Varien_Object\":1:{s:8:\"\0*\0_data\";i:1;}",
                        "{\"__PHP_Incomplete_Class_Name\":\"Varien_Object\"}"),
                arguments("O:8:\"stdClass\":1:{i:5;i:1;}", "{\"5\":1}"),
                arguments("O:8:\"STDCLASS\":0:{}", "{}"),
                arguments("O:8:\"stdClass\":+1:{s:1:\"a\";N;}", "{\"a\":null}"),
                arguments("O:8:\"stdClass\":-:{}", "{}"),
                arguments("a:2:{i:0;s:1:\"x\";i:1;R:2;}", "[\"x\",\"x\"]"),
                arguments("a:2:{i:0;O:8:\"stdClass\":0:{}i:1;r:2;}", "[{},{}]"),
                arguments("a:3:{i:0;O:8:\"stdClass\":0:{}i:1;r:2;i:2;r:3;}", "[{},{},{}]"),
                arguments("a:3:{i:0;i:7;i:1;R:2;i:2;R:2;}", "[7,7,7]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "broken",
                "a:1:{s:1:\"k\";s:3:\"ab\";}",
                "{\"a\":1}",
                "N",
                "n;",
                "b:2;",
                "b:1",
                "i:;",
                "i:-;",
                "i:1.5;",
                "i:1",
                "i:9223372036854775808;",
                "i:-9223372036854775809;",
                "i:18446744073709551617;",
                "d:;",
                "d:.;",
                "d:1e;",
                "d:0x1;",
                "d:1f;",
                "d:nan;",
                "d:+INF;",
                "d:1",
                "s:1:\"\";",
                "s:1:\"a\"",
                "s:1:a;",
                "s:-1:\"\";",
                "s:99999999999:\"a\";",
                "s:2147483647:\"a\";",
                "S:1:\"\\4\";",
                "S:1:\"\\zz\";",
                "a:1:{}",
                "a:0:{",
                "a:1:{i:0;i:1;",
                "a:2:{i:0;i:1;}",
                "a:1:{i:0;i:1;i:1;i:2;}",
                "a:-1:{}",
                "a:1:{d:0;i:1;}",
                "a:1:{b:1;i:1;}",
                "a:1:{N;i:1;}",
                "a:1:{a:0:{}i:1;}",
                "a:1000000000:{i:0;i:1;}",
                "a:1:{i:0;R:0;}",
                "a:1:{i:0;R:3;}",
                "a:1:{i:0;R:-1;}",
                "a:2:{i:0;s:1:\"x\";i:1;r:2;}",
                "r:1;",
                "R:1;",
                "O:0:\"\":0:{}",
                "O:1:\"-\":0:{}",
                "O:2:\"\\A\":0:{}",
                "O:3:\"Foo\":1:{}",
                "C:3:\"Foo\":2:{ab}",
                "E:7:\"Foo:Bar\";",
                "x:1;",
                ";",
                " i:5;"
            })
    void everyOtherTextIsOneKindOfError(String serialized) {
        assertThatThrownBy(() -> PhpReader.read(serialized)).isInstanceOf(PhpFormatException.class);
    }

    @ParameterizedTest
    @CsvSource({"i:5,3", "a:1:{i:0;i:x;},11", "s:5:\"ab\";,5", "i:99999999999999999999;,2"})
    void errorsNameTheirPlace(String serialized, int offset) {
        assertThatThrownBy(() -> PhpReader.read(serialized))
                .isInstanceOfSatisfying(
                        PhpFormatException.class, e -> assertThat(e.offset()).isEqualTo(offset))
                .hasMessageEndingWith("at byte " + offset);
    }

    @Test
    void everyCutOfValidTextIsAnError() {
        String whole =
                "a:3:{s:1:\"a\";d:1.5;i:2;O:3:\"Foo\":1:{s:1:\"x\";N;}s:1:\"é\";b:1;}".replace("s:1:\"é", "s:2:\"é");
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        assertThat(readable(bytes)).isTrue();
        for (int length = 1; length < bytes.length; length++) {
            assertThat(readable(java.util.Arrays.copyOf(bytes, length)))
                    .describedAs("%d bytes", length)
                    .isFalse();
        }
    }

    private static boolean readable(byte[] bytes) {
        try {
            PhpReader.read(bytes);
            return true;
        } catch (PhpFormatException e) {
            return false;
        }
    }

    @Test
    void nestingIsLimitedAsInPhp() {
        assertThat(readable(nested(4096).getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThatThrownBy(() -> PhpReader.read(nested(4097))).hasMessageStartingWith("Nested deeper than 4096");
    }

    @Test
    void endlessOpeningDoesNotOverflowTheStack() {
        assertThatThrownBy(() -> PhpReader.read("a:1:{i:0;".repeat(1_000_000))).isInstanceOf(PhpFormatException.class);
    }

    @Test
    void limitsBoundLengthAndNumberOfValues() {
        var limits = new PhpLimits(20, 10, 3);
        assertThatThrownBy(() -> PhpReader.read(new byte[21], limits)).hasMessageStartingWith("Longer than 20 bytes");
        assertThatThrownBy(() -> PhpReader.read(bytes("a:3:{i:0;N;i:1;N;i:2;N;}"), new PhpLimits(99, 10, 3)))
                .hasMessageStartingWith("More than 3 values");
    }

    @Test
    void floatsThatAreNoNumbersAreRead() throws Exception {
        assertThat(PhpReader.read("d:NAN;")).isEqualTo(new PhpScalar.Real(Double.NaN));
        assertThat(PhpReader.read("d:INF;")).isEqualTo(new PhpScalar.Real(Double.POSITIVE_INFINITY));
        assertThat(PhpReader.read("d:-INF;")).isEqualTo(new PhpScalar.Real(Double.NEGATIVE_INFINITY));
        assertThat(PhpReader.read("d:1e999;")).isEqualTo(new PhpScalar.Real(Double.POSITIVE_INFINITY));
    }

    @Test
    void aReferenceToItsOwnContainerIsRead() throws Exception {
        PhpArray array = (PhpArray) PhpReader.read("a:1:{i:0;R:1;}");

        assertThat(array.get("0")).isSameAs(array);
    }

    private static String nested(int depth) {
        return "a:1:{i:0;".repeat(depth) + "N;" + "}".repeat(depth);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
