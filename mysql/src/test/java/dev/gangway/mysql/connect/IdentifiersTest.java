package dev.gangway.mysql.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifiersTest {

    @ParameterizedTest
    @CsvSource({
        "'', sales_flat_order, sales_flat_order",
        "m1_, sales_flat_order, m1_sales_flat_order",
        "sales_, sales_flat_order, sales_sales_flat_order",
    })
    void addsThePrefixAlsoWhereTheNameStartsWithIt(String prefix, String document, String table) {
        assertThat(Identifiers.withPrefix(prefix, document)).isEqualTo(table);
    }

    @ParameterizedTest
    @CsvSource({"m1_, m1_core_store, core_store", "m1_, wp_posts, wp_posts", "'', m1_core_store, m1_core_store"})
    void takesThePrefixOffWhereThereIsOne(String prefix, String table, String document) {
        assertThat(Identifiers.withoutPrefix(prefix, table)).isEqualTo(document);
    }

    @Test
    void quotesNamesAndTexts() {
        assertThat(Identifiers.quote("we`ird")).isEqualTo("`we``ird`");
        assertThat(Identifiers.literal("it's a \\ b")).isEqualTo("'it''s a \\\\ b'");
    }
}
