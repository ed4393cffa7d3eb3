package dev.gangway.core.handler.content;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslatedPhraseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mage_Catalog::Compare|Compare",
                "Vendor_Module2::See more: %s::x|See more: %s::x",
                "Add to Cart|Add to Cart",
                "Note::Compare|Note::Compare",
                "Mage_Catalog::|Mage_Catalog::",
                "mage_catalog::Compare|mage_catalog::Compare",
            })
    void takesTheModuleOffThePhrase(String before, String after) {
        assertThat(handler(new TranslatedPhrase.Factory()).apply(before)).isEqualTo(after);
    }

    @Test
    void leavesNull() {
        assertThat(handler(new TranslatedPhrase.Factory()).apply(null)).isNull();
    }
}
