package dev.gangway.core.handler.merchandiser;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.handler.HandlerFixture;
import dev.gangway.core.handler.RowRejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerchandiserHandlersTest {

    @ParameterizedTest
    @CsvSource(
            value = {
                "price|price,SKU|price,SKU",
                "price,sku|price,sku|price,sku",
                "price,Sku|price,Sku|price,Sku",
                "sku,price|sku,price,SKU|sku,price",
                "''|,SKU|SKU",
                "-|,SKU|SKU",
                "price, sku|price, sku,SKU|price, sku,SKU"
            },
            delimiter = '|',
            nullValues = "-")
    void skuIsInTheList(String before, String strict, String correct) {
        assertThat(handler("VisualMerchandiser\\Attribute").strict().apply(before))
                .isEqualTo(strict);
        assertThat(handler("VisualMerchandiser\\Attribute").apply(before)).isEqualTo(correct);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,1"})
    void modesAreRenumbered(String before, String after) {
        assertThat(handler("VisualMerchandiser\\InsertMode").apply(before)).isEqualTo(after);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"0", "3", "", "x"})
    void otherModesAreRejected(String before) {
        assertThatThrownBy(() -> handler("VisualMerchandiser\\InsertMode").apply(before))
                .isInstanceOf(RowRejectedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "5,eq,5,eq,5",
        "=5,eq,5,eq,5",
        "!5,neq,5,neq,5",
        ">5,gt,5,gt,5",
        "<5,lt,5,lt,5",
        ">=5,gt,=5,gte,5",
        "<=5,lt,=5,lte,5",
        "!=5,neq,=5,neq,5",
        "*foo*,like,foo,like,foo"
    })
    void operatorsAreFound(String text, String strictOperator, String strictValue, String operator, String value) {
        assertThat(condition(handler("VisualMerchandiser\\SmartAttribute").strict(), text))
                .isEqualTo(json(strictOperator, strictValue));
        assertThat(condition(handler("VisualMerchandiser\\SmartAttribute"), text))
                .isEqualTo(json(operator, value));
    }

    private static String condition(HandlerFixture fixture, String text) {
        return String.valueOf(apply(fixture, "price,size", rules(rule(text))));
    }

    private static String json(String operator, String value) {
        return "[{\"operator\":\"" + operator + "\",\"value\":\"" + value
                + "\",\"attribute\":\"price\",\"logic\":\"AND\"}]";
    }

    private static Object apply(HandlerFixture fixture, String codes, String rules) {
        var row = fixture.on("merchandiser_category_values", "smart_attributes")
                .applyTo("attribute_codes", codes, "smart_attributes", rules);
        return String.valueOf(row.get("smart_attributes"));
    }

    private static String rule(String text) {
        return "a:2:{s:5:\"value\";s:" + text.length() + ":\"" + text + "\";s:4:\"link\";s:3:\"AND\";}";
    }

    private static String rules(String... rules) {
        var list = new StringBuilder("a:" + rules.length + ":{");
        for (int i = 0; i < rules.length; i++) {
            list.append("i:").append(i).append(';').append(rules[i]);
        }
        return list.append('}').toString();
    }

    @Test
    void severalRulesGetTheirAttributes() {
        assertThat(apply(handler("VisualMerchandiser\\SmartAttribute"), "price,size", rules(rule(">1"), rule("2"))))
                .isEqualTo("[{\"operator\":\"gt\",\"value\":\"1\",\"attribute\":\"price\",\"logic\":\"AND\"},"
                        + "{\"operator\":\"eq\",\"value\":\"2\",\"attribute\":\"size\",\"logic\":\"AND\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"i:5;", "b:0;", ""})
    void whatIsNoListStays(String rules) {
        assertThat(apply(handler("VisualMerchandiser\\SmartAttribute"), "price", rules))
                .isEqualTo(rules);
    }

    @Test
    void unreadableRulesAreRejected() {
        var fixture = handler("VisualMerchandiser\\SmartAttribute");
        assertThatThrownBy(() -> apply(fixture, "price", "broken")).isInstanceOf(RowRejectedException.class);
        assertThatThrownBy(() -> apply(fixture, "price", rules(rule("1"), rule("2"))))
                .hasMessage("There are more smart attributes than attribute codes");
        assertThatThrownBy(() -> apply(fixture, "price", rules("i:5;"))).isInstanceOf(RowRejectedException.class);
        assertThatThrownBy(() -> apply(fixture, "price", rules("a:0:{}"))).hasMessage("A smart attribute has no value");
    }
}
