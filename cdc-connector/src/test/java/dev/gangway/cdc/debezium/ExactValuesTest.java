package dev.gangway.cdc.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.relational.Column;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExactValuesTest {

    @Test
    void readsUnsignedIntegersOfEveryWidth() {
        assertThat(convert(column("TINYINT UNSIGNED"), -1)).isEqualTo("255");
        assertThat(convert(column("SMALLINT UNSIGNED"), -1)).isEqualTo("65535");
        assertThat(convert(column("MEDIUMINT UNSIGNED"), -1)).isEqualTo("16777215");
        assertThat(convert(column("INT UNSIGNED"), -1)).isEqualTo("4294967295");
        assertThat(convert(column("BIGINT UNSIGNED"), -1L)).isEqualTo("18446744073709551615");
        assertThat(convert(column("INT"), -1)).isEqualTo("-1");
    }

    @Test
    void widensFloats() {
        assertThat(convert(column("FLOAT"), 0.1f)).isEqualTo("0.10000000149011612");
    }

    @Test
    void unquotesLabels() {
        assertThat(ExactValues.unquoted("'it''s'")).isEqualTo("it's");
        assertThat(ExactValues.unquoted("'a\\\\b\\n'")).isEqualTo("a\\b\n");
        assertThat(ExactValues.unquoted("''")).isEmpty();
    }

    @Test
    void readsTheUnusedBytesOfLatin1() {
        byte[] bytes = {(byte) 0x81, (byte) 0x80, 'a'};
        assertThat(ExactValues.decode(bytes, "latin1", StandardCharsets.ISO_8859_1))
                .isEqualTo("\u0081\u20aca");
    }

    private static Column column(String type) {
        return Column.editor().name("c").type(type).create();
    }

    private static Object convert(Column column, Object value) {
        return ExactValues.converter(column, StandardCharsets.UTF_8).convert(value);
    }
}
