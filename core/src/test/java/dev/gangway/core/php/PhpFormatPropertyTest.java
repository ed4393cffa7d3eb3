package dev.gangway.core.php;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhpFormatPropertyTest {

    @Provide
    Arbitrary<PhpValue> values() {
        return PhpValues.any();
    }

    @Property
    void whatIsWrittenReadsBackTheSame(@ForAll("values") PhpValue value) throws Exception {
        byte[] written = PhpWriter.write(value);

        PhpValue read = PhpReader.read(written);

        assertThat(PhpWriter.write(read)).isEqualTo(written);
        assertThat(PhpJson.encodeLenient(read, lost -> {})).isEqualTo(PhpJson.encodeLenient(value, lost -> {}));
        assertThat(PhpWriter.write(repaired(written))).isEqualTo(written);
    }

    @Property
    void damagedTextIsAValueOrAnError(@ForAll("values") PhpValue value, @ForAll long seed) {
        check(PhpValues.damaged(PhpWriter.write(value), seed));
    }

    @Property
    void anyTokensAreAValueOrAnError(@ForAll long seed) {
        check(PhpValues.tokens(seed));
    }

    @Property
    void anyBytesAreAValueOrAnError(@ForAll byte[] bytes) {
        check(bytes);
    }

    /** Inputs that fuzzing found worth keeping. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:2:{i:0;R:1;i:1;R:1;}",
                "a:1:{i:0;O:3:\"Foo\":1:{s:1:\"a\";r:2;}}",
                "O:3:\"Foo\":1:{s:3:\"Foo\";R:1;}",
                "s:1:\"\";s:1:\"a\";",
                "s:2147483647:\"\";",
                "a:1:{i:0;s:99999:\"\";}",
                "a:2147483647:{",
                "a:3:{i:0;N;i:0;N;i:1;R:3;}",
                "a:3:{i:0;N;i:0;i:7;i:1;R:2;}",
                "a:3:{i:0;a:1:{i:0;N;}i:1;R:3;i:0;N;}",
                "a:3:{i:0;N;i:1;s:1:\"x\";i:0;R:3;}",
                "a:4:{i:0;O:1:\"x\":0:{}i:1;r:2;i:0;N;i:2;r:3;}"
            })
    void keptInputsAreValuesOrErrors(String text) {
        check(PhpString.of(text).toBytes());
    }

    @Test
    void repairOfManyBrokenStringsEndsSoon() {
        check(PhpString.of("a:99999:{" + "i:0;s:50000:\"a;".repeat(60_000)).toBytes());
        check(PhpString.of("a:60000:{" + "i:0;s:9:\"a\";".repeat(60_000) + "}").toBytes());
    }

    private static void check(byte[] input) {
        json(PhpRepair.read(input));
        try {
            json(PhpReader.read(input));
        } catch (PhpFormatException expected) {
            assertThat(expected.offset()).isBetween(0, input.length);
        }
    }

    private static void json(@org.jspecify.annotations.Nullable PhpValue value) {
        if (value == null) {
            return;
        }
        byte[] written = PhpWriter.write(value);
        assertThat(PhpWriter.write(readBack(written))).isEqualTo(written);
        try {
            String lenient = PhpJson.encodeLenient(value, lost -> {});
            assertThat(JsonSyntax.isJson(lenient)).isTrue();
            assertThat(PhpJson.encode(value)).isEqualTo(lenient);
        } catch (PhpJsonException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    private static PhpValue readBack(byte[] written) {
        try {
            return PhpReader.read(written);
        } catch (PhpFormatException e) {
            throw new AssertionError("What was written cannot be read", e);
        }
    }

    private static PhpValue repaired(byte[] written) {
        PhpValue value = PhpRepair.read(written);
        assertThat(value).isNotNull();
        return value == null ? PhpScalar.NULL : value;
    }
}
