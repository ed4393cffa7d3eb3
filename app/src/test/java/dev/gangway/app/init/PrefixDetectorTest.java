package dev.gangway.app.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.init.PrefixDetector.Found;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixDetectorTest {

    @Test
    void findsThePrefixThatMostTablesHave() {
        List<String> tables = new ArrayList<>(
                PrefixDetector.MAGENTO_1.stream().map("m1_"::concat).toList());
        tables.addAll(List.of("cms_page", "customer_entity", "aw_core_store"));

        assertThat(PrefixDetector.detect(tables, PrefixDetector.MAGENTO_1)).hasValue(new Found("m1_", 10, List.of()));
        assertThat(PrefixDetector.detect(tables, PrefixDetector.MAGENTO_2)).isEmpty();
    }

    @Test
    void findsThatThereIsNone() {
        assertThat(PrefixDetector.detect(PrefixDetector.MAGENTO_2, PrefixDetector.MAGENTO_2))
                .hasValue(new Found("", 10, List.of()));
        assertThat(PrefixDetector.detect(List.of("wp_posts"), PrefixDetector.MAGENTO_1))
                .isEmpty();
    }

    @Test
    void tellsOfASecondShop() {
        List<String> tables = new ArrayList<>(PrefixDetector.MAGENTO_1);
        tables.addAll(
                PrefixDetector.MAGENTO_1.stream().skip(1).map("old_"::concat).toList());
        tables.add("old_core_website");

        assertThat(PrefixDetector.detect(tables, PrefixDetector.MAGENTO_1))
                .hasValueSatisfying(found -> assertThat(found.others()).containsExactly("old_"));
    }
}
