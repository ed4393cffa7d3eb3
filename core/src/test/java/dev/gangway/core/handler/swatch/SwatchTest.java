package dev.gangway.core.handler.swatch;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.handler.HandlerFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwatchTest {

    @ParameterizedTest
    @CsvSource(
            value = {"#ff0000,-,#ff0000,0", "-,red.png,/red.png,1", "#ff0000,/r/red.png,/r/red.png,1", "XL,'',XL,0"},
            nullValues = "-")
    void takesTheFileOfAnImageAsItsValue(@Nullable String value, @Nullable String file, String expected, int reported) {
        HandlerFixture fixture = handler(new SwatchValue.Factory());

        assertThat(fixture.applyTo("value", value, "filename", file).text("value"))
                .isEqualTo(expected);
        assertThat(fixture.warnings).hasSize(reported);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"#ff0000,1", "/red.png,2", "XL,0", "'',3", "-,3"},
            nullValues = "-")
    void tellsTheKindByTheValue(@Nullable String value, String type) {
        var row = handler(new SwatchType.Factory())
                .on("eav_attribute_option_swatch", "type")
                .applyTo("value", value, "type", null, "store_id", null);

        assertThat(row.text("type")).isEqualTo(type);
        assertThat(row.text("store_id")).isEqualTo("0");
    }

    @Test
    void marksOnlyAttributesWhoseOptionsHaveSwatches() {
        HandlerFixture fixture = handler(new SwatchAttribute.Factory())
                .on("catalog_eav_attribute", "additional_data")
                .sourceTable("eav_attribute_option_swatch", "option_id")
                .source("eav_attribute_option_swatch", "option_id", "5")
                .source("eav_attribute_option", "option_id", "5", "attribute_id", "92");

        assertThat(fixture.applyTo("attribute_id", "92", "additional_data", null)
                        .text("additional_data"))
                .contains("\"swatch_input_type\":\"visual\"");
        assertThat(fixture.applyTo("attribute_id", "93", "additional_data", null)
                        .text("additional_data"))
                .isNull();
    }
}
