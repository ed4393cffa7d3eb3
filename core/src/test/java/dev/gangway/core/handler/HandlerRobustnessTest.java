package dev.gangway.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.error.MigrationException;
import dev.gangway.core.row.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever a row holds, a handler either handles it or rejects the row; it never breaks and never changes the row's shape. */
class HandlerRobustnessTest {
    private static final List<String> FIELDS = List.of(
            "value",
            "code",
            "attribute_id",
            "entity_type_id",
            "attribute_code",
            "frontend_input",
            "entity_id",
            "value_id",
            "website_id",
            "store_id",
            "group_id",
            "name",
            "query_text",
            "query_id",
            "status",
            "state",
            "visible_on_front",
            "quote_item_id",
            "rule_id",
            "attribute_codes",
            "smart_attributes",
            "attribute_group_name",
            "date_start",
            "date_end",
            "other");

    private static final Map<String, Map<String, String>> PARAMETERS = HandlerParameters.with(Map.ofEntries(
            Map.entry(
                    "BundleParentProduct",
                    Map.of(
                            "parentField",
                            "other",
                            "documentWithProductId",
                            "eav_attribute",
                            "fieldWithProductId",
                            "x")),
            Map.entry("Convert", Map.of("map", "[a:b]", "defaultValue", "c")),
            Map.entry("SetValue", Map.of("value", "+1")),
            Map.entry(
                    "TruncateSuffix",
                    Map.of("suffixPath", "p", "attributeCodes", "[a]", "entityTypeCode", "catalog_product"))));

    @Provide
    Arbitrary<@Nullable Object> values() {
        Arbitrary<Object> known = Arbitraries.of(
                "",
                "0",
                "1",
                "-1",
                "a",
                "5.5",
                "1e9",
                "option_1",
                "multiselect",
                "date",
                "a:0:{}",
                "a:1:{i:0;s:1:\"a\";}",
                "a:1:{i:0;R:1;}",
                "a:1:{i:0;s:9:\"a\";}",
                "d:INF;",
                "b:0;",
                "{\"a\":1}",
                "{{widget type=\"a/b\" x}}",
                "{{block type='a/b'\n}}",
                "`a`",
                "1,2,,x",
                ">=5",
                "127.0.0.1",
                "::ffff:1.2.3.4",
                "2020-02-30 00:00:00",
                "0000-00-00 00:00:00",
                "9999-12-31 23:59:59",
                "0:2:0123456789abcdef:AAAA",
                "a:b:c",
                "\ud83d\ude00",
                "\ud800",
                "a:2:{s:7:\"options\";i:5;s:27:\"bundle_selection_attributes\";s:2:\"N;\";}",
                "99999999999999999999");
        Arbitrary<Object> text = Arbitraries.strings().ofMaxLength(20).map(s -> s);
        Arbitrary<Object> bytes =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(b -> b);
        return Arbitraries.oneOf(
                        known, known, text, bytes, known.map(v -> ((String) v).getBytes(StandardCharsets.UTF_8)))
                .injectNull(0.15);
    }

    @Property(tries = 300)
    void rowsAreHandledOrRejected(@ForAll("values") @Nullable Object value, @ForAll("values") @Nullable Object other) {
        for (HandlerFactory factory : HandlerRegistry.load().all()) {
            for (String type : List.of("int(11)", "datetime", "text", "varbinary(16)")) {
                tryOn(factory.name(), type, value, other);
            }
        }
    }

    private static void tryOn(String name, String type, @Nullable Object value, @Nullable Object other) {
        if (name.equals("Timezone") && !type.equals("int(11)") && !type.equals("datetime")) {
            return;
        }
        for (boolean strict : new boolean[] {true, false}) {
            HandlerFixture fixture = fixture(name, type, other).strict(strict);
            Row row = row(value, other);
            Row opposite = row(other, value);
            Handler handler = fixture.create();
            try {
                handler.prefetch(List.of(row), fixture.fakeLookups());
                handler.handle(row, opposite, fixture);
            } catch (MigrationException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
            assertThat(row.layout().fields()).isEqualTo(FIELDS);
            assertThat(fixture.fakeLookups().singleQueries).describedAs(name).isLessThanOrEqualTo(1);
        }
    }

    private static HandlerFixture fixture(String name, String type, @Nullable Object other) {
        HandlerFixture fixture = HandlerFixture.handler(name)
                .column("value", type)
                .option("crypt_key", "0123456789abcdef0123456789abcdef")
                .mapped("a/b", "B")
                .mapped("a", "")
                .source("eav_entity_type", "entity_type_id", "4", "entity_type_code", "catalog_product")
                .source(
                        "eav_attribute",
                        "attribute_id",
                        other,
                        "entity_type_id",
                        "4",
                        "attribute_code",
                        "a",
                        "frontend_input",
                        "multiselect")
                .source("core_store_group", "group_id", other, "name", other, "default_store_id", other)
                .source("core_website", "website_id", other, "default_group_id", other, "is_default", "1");
        PARAMETERS.getOrDefault(name, Map.of()).forEach(fixture::param);
        return fixture;
    }

    private static Row row(@Nullable Object value, @Nullable Object other) {
        var fields = new ArrayList<@Nullable Object>();
        for (String field : FIELDS) {
            fields.add(field);
            fields.add(field.equals("value") ? value : other);
        }
        return HandlerFixture.row("some_table", fields.toArray());
    }
}
