package dev.gangway.derivations.sales;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesSequencesTest {

    @ParameterizedTest
    @CsvSource({
        "100000123, 1, 123",
        "A1-000045, A1-, 45",
        "100000123, , 100000123",
        "1x7, 1, 0",
        "12x7, 1, 2",
        "1, 12345, 0",
        ", 1, 0",
        "199999999999999999999, 1, 4294967295"
    })
    void cutsThePrefixAndReadsTheDigitsThatFollow(String last, String prefix, long expected) {
        assertThat(SalesSequences.number(last, prefix)).isEqualTo(expected);
    }
}
