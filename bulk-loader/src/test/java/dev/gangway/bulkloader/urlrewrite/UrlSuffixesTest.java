package dev.gangway.bulkloader.urlrewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlSuffixesTest {
    private static final Layout STORE = new Layout("core_store", List.of("store_id", "website_id"));
    private static final Layout SETTING = new Layout("core_config_data", List.of("scope", "scope_id", "path", "value"));
    private static final String PRODUCT = "catalog/seo/product_url_suffix";

    private final UrlSuffixes suffixes = new UrlSuffixes(
            List.of(store(0, 0), store(1, 1), store(2, 1), store(3, 2), store(4, 3)),
            List.of(
                    setting("default", 0, "htm"),
                    setting("websites", 1, ".php"),
                    setting("stores", 2, ""),
                    setting("stores", 4, null)));

    private static Row store(int id, int website) {
        return Row.full(STORE, new Object[] {String.valueOf(id), String.valueOf(website)});
    }

    private static Row setting(String scope, int id, @Nullable String value) {
        return Row.full(SETTING, new @Nullable Object[] {scope, String.valueOf(id), PRODUCT, value});
    }

    @ParameterizedTest
    @CsvSource({"1, .php", "2, ''", "3, .htm", "4, ''", "0, .html", "9, .html"})
    void fallsBackFromStoreToWebsiteToTheCommonSetting(String store, String expected) {
        assertThat(suffixes.of(RewriteQueries.Suffix.PRODUCT, store)).isEqualTo(expected);
    }

    @Test
    void endsPathsInHtmlWhereNothingIsSet() {
        assertThat(suffixes.of(RewriteQueries.Suffix.CATEGORY, "1")).isEqualTo(".html");
        assertThat(suffixes.of(RewriteQueries.Suffix.NONE, "1")).isEmpty();
        assertThat(suffixes.stores()).containsExactly("1", "2", "3", "4");
    }

    @ParameterizedTest
    @CsvSource({"a.html, a-h.html", "a.b.html, a.b-h.html", "a, a-h"})
    void putsASuffixBeforeTheLastDot(String path, String expected) {
        assertThat(PathConflicts.suffixed(path, "h")).isEqualTo(expected);
    }
}
