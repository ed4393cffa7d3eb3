package dev.gangway.bulkloader.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrphanExportTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"id=7|id=7", "a,b|\"a,b\"", "say \"x\"|\"say \"\"x\"\"\""})
    void quotesAValueOnlyWhereItMust(String value, String written) {
        assertThat(OrphanExport.quoted(value)).isEqualTo(written);
    }
}
