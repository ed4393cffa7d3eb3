package dev.gangway.core.handler.eav;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static dev.gangway.core.handler.HandlerFixture.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.handler.HandlerFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeHandlersTest {

    @ParameterizedTest
    @CsvSource(
            value = {
                "a/b,-,New",
                "a/b,Old,New",
                "a/empty,Old,-",
                "x/y,Old,-",
                "-,Old,Old",
                "'',Old,Old",
                "-,-,-",
                "-,'',-"
            },
            nullValues = "-")
    void modelsFollowTheClassMap(String source, String target, String after) {
        var row = row("eav_attribute", "value", source);

        handler("EavAttribute\\ConvertModel")
                .mapped("a/b", "New")
                .mapped("a/empty", "")
                .applyWithOpposite(row, row("eav_attribute", "value", target));

        assertThat(row.get("value")).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"multiselect,4,varchar", "multiselect,3,text", "select,4,text", ",4,text", "multiselect,,text"})
    void productsMultiselectsBecomeVarcharInStrictMode(String input, String type, String after) {
        assertThat(handler("EavAttribute\\BackendTypeForMultiselect")
                        .strict()
                        .source("eav_entity_type", "entity_type_id", "4", "entity_type_code", "catalog_product")
                        .applyTo("frontend_input", input, "entity_type_id", type, "value", "text")
                        .get("value"))
                .isEqualTo(after);
    }

    @Test
    void productsMultiselectsKeepTheirTypeByDefault() {
        assertThat(handler("EavAttribute\\BackendTypeForMultiselect")
                        .source("eav_entity_type", "entity_type_id", "4", "entity_type_code", "catalog_product")
                        .applyTo("frontend_input", "multiselect", "entity_type_id", "4", "value", "text")
                        .get("value"))
                .isEqualTo("text");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "-,10,default,-",
                "0,10,default,-",
                "7,10,simple,simple",
                "-,11,default,default",
                "-,-,default,default"
            },
            nullValues = "-")
    void ownAttributesApplyToAllProducts(String targetId, String sourceId, String known, String after) {
        HandlerFixture fixture = handler("EavAttribute\\ApplyTo")
                .source("eav_attribute", "attribute_id", "10", "is_user_defined", "1")
                .source("eav_attribute", "attribute_id", "11", "is_user_defined", "0");
        var row = row("catalog_eav_attribute", "attribute_id", sourceId, "value", "old");

        fixture.applyWithOpposite(row, row("catalog_eav_attribute", "attribute_id", targetId, "value", known));

        assertThat(row.get("value")).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "Migration General|migration-general",
                "'  Prices & More '|prices-more",
                "***|d41d8cd98f00b204e9800998ecf8427e",
                "''|d41d8cd98f00b204e9800998ecf8427e",
                "-|d41d8cd98f00b204e9800998ecf8427e",
                "0|cfcd208495d565ef66e7dff9f98764da",
                "00|00",
                "Größe @ Æther|grosse-at-aether",
                "Жизнь|zhizny",
                "ΆΒΓ|abg",
                "a&amp;b|aandb",
                "ক্ষ্ম|ksmo",
                "ЙОД|od",
                "日本|d41d8cd98f00b204e9800998ecf8427e",
                "a日b|a-b"
            },
            delimiter = '|',
            nullValues = "-")
    void groupCodesAreTransliterated(String name, String code) {
        assertThat(handler("EavAttributeGroup\\SetGroupCode")
                        .applyTo("attribute_group_name", name, "value", null)
                        .get("value"))
                .isEqualTo(code);
    }
}
