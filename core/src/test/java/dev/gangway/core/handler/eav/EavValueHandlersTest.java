package dev.gangway.core.handler.eav;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gangway.core.handler.HandlerFixture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EavValueHandlersTest {

    /** Attribute 10: products' multiple select; 20: their url_key; 30, 31: page_layout of categories and products. */
    private static HandlerFixture shop(String name) {
        return handler(name)
                .source("eav_entity_type", "entity_type_id", "3", "entity_type_code", "catalog_category")
                .source("eav_entity_type", "entity_type_id", "4", "entity_type_code", "catalog_product")
                .source("eav_attribute", attribute("10", "4", "sizes", "multiselect"))
                .source("eav_attribute", attribute("11", "3", "sizes", "multiselect"))
                .source("eav_attribute", attribute("20", "4", "url_key", "text"))
                .source("eav_attribute", attribute("21", "3", "url_key", "text"))
                .source("eav_attribute", attribute("30", "3", "page_layout", "select"))
                .source("eav_attribute", attribute("31", "4", "page_layout", "select"));
    }

    private static Object[] attribute(String id, String type, String code, String input) {
        return new Object[] {"attribute_id", id, "entity_type_id", type, "attribute_code", code, "frontend_input", input
        };
    }

    private static @Nullable Object value(
            HandlerFixture fixture, @Nullable String attributeId, @Nullable String before) {
        return fixture.applyTo("attribute_id", attributeId, "value", before).get("value");
    }

    @ParameterizedTest
    @CsvSource({
        "30,one_column,1column",
        "31,one_column,1column",
        "31,x,x",
        "20,one_column,one_column",
        ",one_column,one_column"
    })
    void convertEavValueLooksAtOneAttributeOfAnyType(String attributeId, String before, String after) {
        HandlerFixture fixture =
                shop("ConvertEavValue").param("map", "[one_column:1column]").param("attributeCode", "page_layout");

        assertThat(value(fixture, attributeId, before)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"NULL,30,x,-", "null,31,x,-", "0,30,x,0", "NULL,20,x,x", "+1,30,5,+1"},
            nullValues = "-")
    void setValueAttributeConditionLooksAtOneAttribute(String set, String attributeId, String before, String after) {
        HandlerFixture fixture = shop("SetValueAttributeCondition")
                .param("attributeCode", "page_layout")
                .param("value", set);

        assertThat(value(fixture, attributeId, before)).isEqualTo(after);
    }

    @ParameterizedTest
    @MethodSource
    void cleanMultiselectDropsEmptyChoices(String before, String after) {
        assertThat(value(shop("CleanMultiselect"), "10", before)).isEqualTo(after);
        assertThat(value(shop("CleanMultiselect"), "11", before)).isEqualTo(before);
        assertThat(value(shop("CleanMultiselect"), "20", before)).isEqualTo(before);
    }

    static Stream<Arguments> cleanMultiselectDropsEmptyChoices() {
        return Stream.of(
                arguments("1,,3", "1,3"),
                arguments(",5", "5"),
                arguments("5,", "5"),
                arguments("0,4", "4"),
                arguments("0", ""),
                arguments("", ""),
                arguments(",", ""),
                arguments(null, ""),
                arguments(" 6, 7", " 6, 7"),
                arguments("00,1", "00,1"),
                arguments("5", "5"));
    }

    @ParameterizedTest
    @MethodSource
    void truncateSuffixCutsOnce(String suffix, String before, String after) {
        HandlerFixture fixture = shop("TruncateSuffix")
                .param("suffixPath", "catalog/seo/product_url_suffix")
                .param("attributeCodes", "[url_key,url_path]")
                .param("entityTypeCode", "catalog_product");
        if (suffix != null) {
            fixture.source("core_config_data", "path", "catalog/seo/product_url_suffix", "value", suffix);
            fixture.source("core_config_data", "path", "catalog/seo/product_url_suffix", "value", ".later");
        }

        assertThat(value(fixture, "20", before)).isEqualTo(after);
        assertThat(value(fixture, "21", before)).isEqualTo(before);
    }

    static Stream<Arguments> truncateSuffixCutsOnce() {
        return Stream.of(
                arguments(null, "shoe.html", "shoe"),
                arguments("", "shoe.html", "shoe"),
                arguments(null, "a.html.html", "a.html"),
                arguments(null, "shoe", "shoe"),
                arguments(null, "shoe.HTML", "shoe.HTML"),
                arguments(null, ".html", ""),
                arguments(null, "", ""),
                arguments(null, null, ""),
                arguments("html", "xhtml", "x"),
                arguments(".htm", "shoe.html", "shoe.html"),
                arguments(".htm", "über.htm", "über"));
    }

    @Test
    void attributesAreLookedUpAgainWhenTheyChange() {
        HandlerFixture fixture = shop("CleanMultiselect");
        var handler = fixture.create();
        var row = HandlerFixture.row("t", "attribute_id", "99", "value", ",1");
        handler.handle(row, row, fixture);
        assertThat(row.get("value")).isEqualTo(",1");

        fixture.source("eav_attribute", attribute("99", "4", "colors", "multiselect"));
        handler.handle(row, row, fixture);

        assertThat(row.get("value")).isEqualTo("1");
    }

    @Test
    void entityTypeThatDoesNotExistMatchesNothing() {
        HandlerFixture fixture =
                handler("CleanMultiselect").source("eav_attribute", attribute("10", "4", "a", "multiselect"));

        assertThat(value(fixture, "10", ",1")).isEqualTo(",1");
    }
}
