package dev.gangway.core.handler.design;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.handler.HandlerFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesignTest {

    @ParameterizedTest
    @CsvSource(
            value = {"rwd/default,-,true", "default,-,true", "3,3,false", "'','',false", "-,-,false"},
            nullValues = "-")
    void leavesThemesOfMagento1Behind(@Nullable String theme, @Nullable String expected, boolean reported) {
        check(handler(new Theme.Factory()), theme, expected, reported);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "one_column,1column,false",
                "two_columns_left,2columns-left,false",
                "two_columns_right,2columns-right,false",
                "three_columns,3columns,false",
                "empty,empty,false",
                "1column,1column,false",
                "vendor_wide,-,true",
                "'','',false",
                "-,-,false"
            },
            nullValues = "-")
    void namesPageLayoutsAnew(@Nullable String layout, @Nullable String expected, boolean reported) {
        check(handler(new PageLayout.Factory()), layout, expected, reported);
    }

    @ParameterizedTest
    @CsvSource({"one_column,false", "empty,true", "vendor_wide,true", "'',false"})
    void onlyReportsPageLayoutsThatARuleConverts(String layout, boolean reported) {
        check(handler(new PageLayout.Factory()).param("onlyReports", "true"), layout, layout, reported);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"<reference name='left'/>,true", "<!-- <block/> -->,false", "'  ',false", "-,false"},
            nullValues = "-")
    void leavesLayoutUpdatesBehind(@Nullable String update, boolean reported) {
        check(handler(new LayoutUpdate.Factory()), update, null, reported);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "custom_design,rwd/default,-",
                "custom_layout_update,<block/>,-",
                "page_layout,two_columns_left,2columns-left",
                "name,rwd/default,rwd/default"
            },
            nullValues = "-")
    void treatsAttributesByTheirCode(String code, String value, @Nullable String expected) {
        var row = handler(new DesignAttributes.Factory())
                .source("eav_attribute", "attribute_id", "7", "attribute_code", code)
                .source("eav_attribute", "attribute_id", "8", "attribute_code", "custom_design")
                .applyTo("attribute_id", "7", "value", value);

        assertThat(row.text("value")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "block_reference,left,sidebar.main",
        "block_reference,content,content",
        "layout_handle,catalog_category_layered,catalog_category_view_type_layered",
        "layout_handle,PRODUCT_TYPE_simple,catalog_product_view_type_simple",
        "layout_handle,PRODUCT_12,catalog_product_view_id_12",
        "layout_handle,cms_page,cms_page_view",
        "layout_handle,cms_index_index,cms_index_index",
        "page_template,cms/widget/static_block/default.phtml,widget/static_block/default.phtml",
    })
    void namesPlacesOfWidgetsAnew(String field, String place, String expected) {
        assertThat(handler(new WidgetPlace.Factory())
                        .on("widget_instance_page", field)
                        .apply(place))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"cms/widget_block,is not shown until", "vendor/widget,does not have"})
    void tellsOfWidgetsThatNeedAPerson(String type, String told) {
        HandlerFixture fixture =
                handler(new WidgetType.Factory()).mapped("cms/widget_block", "Magento\\Cms\\Block\\Widget\\Block");

        assertThat(fixture.apply(type)).isEqualTo(type);
        assertThat(fixture.warnings).singleElement().asString().contains(told);
    }

    private static void check(
            HandlerFixture fixture, @Nullable String before, @Nullable String after, boolean reported) {
        assertThat(fixture.apply(before)).isEqualTo(after);
        assertThat(fixture.warnings).hasSize(reported ? 1 : 0);
    }
}
