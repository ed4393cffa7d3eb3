package dev.gangway.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.handler.design.DesignAttributes;
import dev.gangway.core.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Goes over all handlers: whoever reads another source table has declared it, so that the plan knows. */
class DeclaredLookupsTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "lookups.md");

    private static final Map<String, Map<String, String>> PARAMETERS = HandlerParameters.with(Map.ofEntries(
            Map.entry(
                    "BundleParentProduct",
                    Map.of(
                            "parentField",
                            "option_id",
                            "documentWithProductId",
                            "catalog_product_bundle_option",
                            "fieldWithProductId",
                            "parent_id")),
            Map.entry("Convert", Map.of("map", "[a:b]")),
            Map.entry("SetValue", Map.of("value", "v")),
            Map.entry(
                    "TruncateSuffix",
                    Map.of(
                            "suffixPath",
                            "catalog/seo/product_url_suffix",
                            "attributeCodes",
                            "[a]",
                            "entityTypeCode",
                            "catalog_product"))));

    @Test
    void everyHandlerDeclaresWhatItLooksUp() {
        var looking = new TreeSet<String>();
        for (HandlerFactory factory : HandlerRegistry.load().all()) {
            for (boolean strict : new boolean[] {true, false}) {
                var asked = new Recorded();
                Handler handler = run(fixture(factory).strict(strict), asked);
                Set<String> declared = new TreeSet<>();
                handler.lookedUp().forEach(lookup -> declared.add(lookup.table()));
                assertThat(declared).describedAs(factory.name()).containsAll(asked.tables);
                asked.keys.forEach((key, field) -> assertThat(handler.lookedUp())
                        .describedAs(factory.name())
                        .anySatisfy(lookup -> {
                            assertThat(lookup.table()).isEqualTo(key.table());
                            assertThat(lookup.keyColumn()).isEqualTo(key.keyColumn());
                            assertThat(lookup.valueColumns()).contains(key.valueColumn());
                        }));
                if (!declared.isEmpty()) {
                    looking.add(factory.name());
                }
            }
        }
        assertThat(looking)
                .containsExactly(
                        "BundleParentProduct",
                        "CleanMultiselect",
                        "ConvertEavValue",
                        "EavAttribute\\ApplyTo",
                        "EavAttribute\\BackendTypeForMultiselect",
                        "Gallery\\SetEntityId",
                        "Placeholder",
                        "ProductAlertStoreId",
                        "QuoteMultiAddressStoreId",
                        "SetDefaultWebsiteId",
                        "SetValueAttributeCondition",
                        "StoreGroupCode",
                        "Synonym",
                        "TruncateSuffix");
    }

    @Test
    void handlersThatNoRuleNamesDeclareTheirLookupsToo() {
        Handler handler = HandlerFixture.handler(new DesignAttributes.Factory()).create();

        assertThat(handler.lookedUp())
                .containsExactly(LookedUp.by("attribute_id", "eav_attribute", "attribute_id", "attribute_code"));
    }

    @Test
    void pageNamesEveryHandlerThatLooksUp() throws IOException {
        String page = Files.readString(PAGE);

        for (HandlerFactory factory : HandlerRegistry.load().all()) {
            Handler handler = fixture(factory).create();
            for (LookedUp lookup : handler.lookedUp()) {
                assertThat(page).contains("`" + factory.name() + "`").contains("`" + lookup.table() + "`");
            }
        }
    }

    private static Handler run(HandlerFixture fixture, Recorded asked) {
        Handler handler = fixture.create();
        Row row = row();
        handler.prefetch(List.of(row), asked);
        try {
            handler.handle(row, row(), new Context(fixture, asked));
        } catch (RowRejectedException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        return handler;
    }

    private static HandlerFixture fixture(HandlerFactory factory) {
        HandlerFixture fixture = HandlerFixture.handler(factory)
                .column("value", factory.name().equals("Timezone") ? "datetime" : "text")
                .option("crypt_key", "0123456789abcdef0123456789abcdef");
        PARAMETERS.getOrDefault(factory.name(), Map.of()).forEach(fixture::param);
        return fixture;
    }

    /** Whatever handlers ask for, the row has it. */
    private static Row row() {
        return HandlerFixture.row(
                "some_table",
                "value",
                "<a href=\"http://shop.example/contacts/\">1</a>",
                "attribute_id",
                "7",
                "entity_type_id",
                "4",
                "frontend_input",
                "multiselect",
                "option_id",
                "1",
                "value_id",
                "1",
                "quote_item_id",
                "1",
                "website_id",
                "1",
                "store_id",
                "1",
                "group_id",
                "1",
                "name",
                "n",
                "query_id",
                "1",
                "query_text",
                "q",
                "code",
                "c",
                "state",
                "s",
                "status",
                "s",
                "visible_on_front",
                "1",
                "rule_id",
                "1",
                "attribute_group_name",
                "g",
                "attribute_codes",
                "a",
                "smart_attributes",
                null,
                "date_start",
                "2020-01-01 00:00:00",
                "date_end",
                "2020-01-02 00:00:00",
                "other",
                "o");
    }

    /** Remembers what it was asked; knows one attribute of products. */
    private static final class Recorded implements Lookups {
        private final Set<String> tables = new TreeSet<>();
        private final Map<Key, String> keys = new TreeMap<>(java.util.Comparator.comparing(Key::toString));

        @Override
        public @Nullable String find(Key lookup, String key) {
            tables.add(lookup.table());
            keys.put(lookup, key);
            return "1";
        }

        @Override
        public void prefetch(Key lookup, Collection<String> wanted) {
            tables.add(lookup.table());
            wanted.forEach(key -> keys.put(lookup, key));
        }

        @Override
        public List<Row> all(String table) {
            tables.add(table);
            return switch (table) {
                case "eav_entity_type" ->
                    List.of(HandlerFixture.row(table, "entity_type_id", "4", "entity_type_code", "catalog_product"));
                case "eav_attribute" ->
                    List.of(HandlerFixture.row(
                            table,
                            "attribute_id",
                            "7",
                            "entity_type_id",
                            "4",
                            "attribute_code",
                            "a",
                            "frontend_input",
                            "multiselect",
                            "is_user_defined",
                            "1"));
                default -> List.of();
            };
        }
    }

    private record Context(HandlerFixture fixture, Lookups lookups) implements HandlerContext {

        @Override
        public void emit(String targetTable, Map<String, @Nullable Object> fields) {
            fixture.emit(targetTable, fields);
        }

        @Override
        public void warn(String field, String reason) {
            fixture.warn(field, reason);
        }
    }
}
