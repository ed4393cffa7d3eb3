package dev.gangway.core.handler.urlrewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlRewriteHandlerTest {
    private static final Layout SOURCE = new Layout(
            "core_url_rewrite",
            List.of(
                    "url_rewrite_id",
                    "store_id",
                    "request_path",
                    "target_path",
                    "is_system",
                    "options",
                    "description",
                    "category_id",
                    "product_id"));

    /** is_system, options, category_id, product_id and request_path; what becomes of them, and the rows beside it. */
    @ParameterizedTest
    @CsvSource(
            value = {
                "1 - - 5 p > product 5 0 - 0",
                "1 - 3 5 p > product 5 0 {\"category_id\":\"3\"} 1",
                "1 - 3 5 - > product 5 0 {\"category_id\":\"3\"} 0",
                "0 - 3 5 p > product 5 0 - 0",
                "1 - 3 - p > category 3 0 - 0",
                "1 - 3 0 p > category 3 0 - 0",
                "1 - 0 0 p > - - 0 - 0",
                "0 RP - - p > - - 301 - 0",
                "0 R - - p > - - 302 - 0",
                "0 rp - - p > - - 0 - 0",
                "0 R,RP - - p > - - 0 - 0"
            },
            delimiter = '>')
    void turnsIdsAndOptionsIntoTypesAndRedirects(String before, String after) {
        List<@Nullable String> in = words(before);
        Row row = Row.full(
                SOURCE,
                new Object[] {"7", "2", in.get(4), "target", in.get(0), in.get(1), "text", in.get(2), in.get(3)});

        var target = new Row(new Layout("url_rewrite", TARGET));
        var context = new Emitted();
        new UrlRewriteHandler(true, false).handle(row, target, context);

        var out = new ArrayList<>(texts(target, "entity_type", "entity_id", "redirect_type", "metadata"));
        out.add(String.valueOf(context.tables.size()));
        assertThat(out).isEqualTo(words(after));
        assertThat(context.tables).allMatch(UrlRewriteHandler.PRODUCT_CATEGORY::equals);
    }

    /** is_system, options and target_path; then target_path and redirect_type by default, and how many losses. */
    @ParameterizedTest
    @CsvSource(
            value = {
                "0 - http://other.example.com/x > http://other.example.com/x 302 0",
                "0 - HTTPS://other.example.com/ > https://other.example.com/ 302 0",
                "0 RP http://other.example.com/ > http://other.example.com/ 301 0",
                "0 R https://other.example.com/ > https://other.example.com/ 302 0",
                "0 RP http://shop.example.com/contacts/ > http://shop.example.com/contact/ 301 0",
                "0 - contacts > contact 0 0",
                "0 R,RP contacts > contact 301 0",
                "0 X,R contacts > contact 302 0",
                "0 RP contacts/index/index/ > contact/index/index/ 301 0",
                "0 R catalogsearch/term/popular > search/term/popular 302 0",
                "0 - customer-service > customer-service 0 0",
                "0 - tag/list > tag/list 0 1",
                "1 - contacts > contacts 0 0",
                "0 - - > - 0 0"
            },
            delimiter = '>')
    void leadsRewritesOfPeopleWhereTheyLedInMagento1(String before, String after) {
        List<@Nullable String> in = words(before);
        Row row = Row.full(SOURCE, new Object[] {"7", "2", "p", in.get(2), in.get(0), in.get(1), "text", null, null});
        Row strict = row.copy();
        var target = new Row(new Layout("url_rewrite", TARGET));
        var context = new Emitted();

        new UrlRewriteHandler(true, true).handle(row, target, context);
        new UrlRewriteHandler(true, false).handle(strict, new Row(target.layout()), context);

        var out = new ArrayList<>(texts(row, "target_path"));
        out.add(target.text("redirect_type"));
        out.add(String.valueOf(context.losses.size()));
        assertThat(out).isEqualTo(words(after));
        assertThat(strict.text("target_path")).isEqualTo(in.get(2));
    }

    /** Magento 2 puts the shop's own address before that of another site unless the rewrite is of nobody. */
    @ParameterizedTest
    @CsvSource(
            value = {
                "0 RP https://other.example.com/ - - > custom 0",
                "0 RP https://other.example.com/ - 5 > custom 0",
                "0 R http://other.example.com/ 3 - > custom 0",
                "0 - contacts - - > custom 0",
                "1 - contacts 0 0 > custom 0",
                "0 RP new.html - 5 > product 5",
                "1 - catalog/category/view/id/3 3 - > category 3"
            },
            delimiter = '>')
    void callsRewritesOfPeopleAsMagento2Does(String before, String after) {
        List<@Nullable String> in = words(before);
        Row row = Row.full(
                SOURCE, new Object[] {"7", "2", "p", in.get(2), in.get(0), in.get(1), "text", in.get(3), in.get(4)});
        var target = new Row(new Layout("url_rewrite", TARGET));

        new UrlRewriteHandler(true, true).handle(row, target, new Emitted());

        assertThat(texts(target, "entity_type", "entity_id")).isEqualTo(words(after));
    }

    @ParameterizedTest
    @CsvSource({"0,0,1", "0,2,0", "1,0,0"})
    void tellsOfRewritesOfAllStores(String generated, String store, int losses) {
        Row row = Row.full(SOURCE, new Object[] {"7", store, "p", "contacts", generated, "RP", "text", null, null});
        var context = new Emitted();

        new UrlRewriteHandler(true, true).handle(row, new Row(new Layout("url_rewrite", TARGET)), context);

        assertThat(context.losses).hasSize(losses).allMatch(UrlRewriteHandler.OF_ALL_STORES::equals);
    }

    private static final List<String> TARGET = List.of("entity_type", "entity_id", "redirect_type", "metadata");

    private static final class Emitted implements HandlerContext {
        private final List<String> tables = new ArrayList<>();
        private final List<String> losses = new ArrayList<>();

        @Override
        public Lookups lookups() {
            return new Settings();
        }

        @Override
        public void emit(String targetTable, Map<String, @Nullable Object> fields) {
            tables.add(targetTable);
        }

        @Override
        public void warn(String field, String reason) {
            losses.add(reason);
        }
    }

    /** A shop with one address. */
    private static final class Settings implements Lookups {
        private static final Layout LAYOUT = new Layout("core_config_data", List.of("path", "value"));

        @Override
        public @Nullable String find(Key lookup, String key) {
            throw new AssertionError("It looks up settings only");
        }

        @Override
        public void prefetch(Key lookup, Collection<String> keys) {
            throw new AssertionError("It looks up settings only");
        }

        @Override
        public List<Row> all(String table) {
            return List.of(Row.full(LAYOUT, new Object[] {"web/unsecure/base_url", "http://shop.example.com/"}));
        }
    }

    private static List<@Nullable String> words(String text) {
        var words = new ArrayList<@Nullable String>();
        for (String word : text.strip().split(" ", -1)) {
            words.add(word.equals("-") ? null : word);
        }
        return words;
    }

    private static List<@Nullable String> texts(Row row, String... fields) {
        var texts = new ArrayList<@Nullable String>();
        for (String field : fields) {
            texts.add(row.text(field));
        }
        return texts;
    }
}
