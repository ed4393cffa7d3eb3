package dev.gangway.core.handler.settings;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static dev.gangway.core.handler.HandlerFixture.row;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsHandlersTest {

    @ParameterizedTest
    @CsvSource(
            value = {"2,-", "3,3", "'',''", "-,-", "02,02"},
            nullValues = "-")
    void defaultRootCategoryIsCleared(String before, String after) {
        assertThat(handler("Settings\\CategoryRootId").apply(before)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"html,.html", ".htm,.htm", "'',''", "-,-", "0,.0", "/,./"},
            nullValues = "-")
    void suffixesStartWithAPoint(String before, String after) {
        assertThat(handler("Settings\\UrlSuffix").apply(before)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "sales_email_order,m2_template,m2_template",
                "7,m2_template,7",
                "7.5,m2_template,7.5",
                "sales_email_order,-,sales_email_order",
                "sales_email_order,'',sales_email_order",
                "sales_email_order,0,sales_email_order",
                "-,m2_template,m2_template",
                "-,-,-"
            },
            nullValues = "-")
    void builtInTemplatesOfTheTargetStay(String source, String target, String after) {
        var row = row("core_config_data", "value", source);

        handler("Settings\\Template").applyWithOpposite(row, row("core_config_data", "value", target));

        assertThat(row.get("value")).isEqualTo(after);
    }
}
