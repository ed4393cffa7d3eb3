package dev.gangway.core.handler.content;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gangway.core.handler.HandlerFixture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlaceholderTest {
    private static final String LINK = "Magento\\\\Cms\\\\Block\\\\Widget\\\\Page\\\\Link";

    private static HandlerFixture placeholder() {
        return handler("Placeholder")
                .mapped("cms/widget_page_link", "Magento\\Cms\\Block\\Widget\\Page\\Link")
                .mapped("a/empty", "")
                .mapped("chain/one", "chain/two")
                .mapped("chain/two", "Two")
                .mapped("back/two", "Two")
                .mapped("back/one", "back/two");
    }

    @ParameterizedTest
    @MethodSource
    void convertsLineByLineWhenStrict(String before, String after) {
        assertThat(placeholder().strict().apply(before)).isEqualTo(after);
    }

    static Stream<Arguments> convertsLineByLineWhenStrict() {
        return Stream.of(
                arguments(
                        "{{widget type=\"cms/widget_page_link\" template=\"cms/widget/link/link_block.phtml\" page_id=\"3\"}}",
                        "{{widget type=\"" + LINK + "\" template=\"widget/link/link_block.phtml\" page_id=\"3\"}}"),
                arguments("{{widget type=\"foo/bar\" x=\"1\"}}KEEP", "KEEP"),
                unchanged("{{widget type=\"foo/bar\"}} tail"),
                arguments("{{widget type=\"foo/bar\"}} mid {{widget type=\"cms/widget_page_link\" page_id=\"1\"}}", ""),
                arguments(
                        "{{block type=\"foo/bar\" template=\"foo/x/y.phtml\"}}",
                        "{{block type=\"foo/bar\" template=\"x/y.phtml\"}}"),
                unchanged("{{widget x=\"1\" type=\"foo/bar\"}}"),
                unchanged("{{widget type='cms/widget_page_link' page_id='1'}}"),
                unchanged("{{widget\ntype=\"cms/widget_page_link\" page_id=\"1\"}}"),
                arguments(
                        "{{widget\ntype=\"cms/widget_page_link\"}}\n{{block id=\"1\"}}",
                        "{{widget\ntype=\"" + LINK + "\"}}\n{{block id=\"1\"}}"),
                arguments(
                        "{{widget type=\"cms/widget_page_link\" template=\"list.phtml\" url=\"a/b\"}}",
                        "{{widget type=\"" + LINK + "\" template=\"b\"}}"),
                arguments("{{widget type=\"a/empty\" q=\"1\"}}", "{{widget type=\"\" q=\"1\"}}"),
                arguments(
                        "<a type=\"cms/widget_page_link\"> {{block id=\"1\"}}",
                        "<a type=\"" + LINK + "\"> {{block id=\"1\"}}"),
                arguments("{{widget type=\"chain/one\" a=\"1\"}}", "{{widget type=\"Two\" a=\"1\"}}"),
                arguments("{{widget type=\"back/one\" a=\"1\"}}", ""),
                arguments(
                        "{{block type=\"a\" template=\"a/b/c\"}} {{block template=\"x/y\"}}",
                        "{{block type=\"a\" template=\"b/c\"}} {{block template=\"y\"}}"),
                arguments("a{{widget type=\"f-o/b_r\" x}}b\r\n{{widget type=\"f/b\" x}}c", "ab\r\nc"),
                unchanged("{{widget type=\"foo/bar/baz\" x=\"1\"}}"),
                unchanged("{{widget type=\"föö/bar\" x=\"1\"}}"),
                unchanged("{{media url=\"a/b\"}} type=\"cms/widget_page_link\""),
                unchanged("type=\"cms/widget_page_link\" }} {{widget"),
                unchanged("plain"),
                unchanged(""),
                unchanged(null));
    }

    @ParameterizedTest
    @MethodSource
    void convertsDirectivesByDefault(String before, String after) {
        HandlerFixture fixture = placeholder();

        assertThat(fixture.apply(before)).isEqualTo(after);
        assertThat(fixture.warnings).isEmpty();
    }

    static Stream<Arguments> convertsDirectivesByDefault() {
        return Stream.of(
                arguments(
                        "{{widget type=\"cms/widget_page_link\" template=\"cms/widget/link/link_block.phtml\" page_id=\"3\"}}",
                        "{{widget type=\"" + LINK + "\" template=\"widget/link/link_block.phtml\" page_id=\"3\"}}"),
                arguments(
                        "{{widget type=\"cms/widget_page_link\" template=\"list.phtml\" url=\"a/b\"}}",
                        "{{widget type=\"" + LINK + "\" template=\"list.phtml\" url=\"a/b\"}}"),
                arguments(
                        "{{widget type='cms/widget_page_link' page_id='1'}}",
                        "{{widget type='" + LINK + "' page_id='1'}}"),
                arguments(
                        "{{Widget type=cms/widget_page_link template=cms/widget/link/link_block.phtml page_id=3}}",
                        "{{Widget type=\"" + LINK + "\" template=widget/link/link_block.phtml page_id=3}}"),
                arguments(
                        "x {{widget\n  page_id=\"1\"\n  type = \"cms/widget_page_link\"\n}} y",
                        "x {{widget\n  page_id=\"1\"\n  type = \"" + LINK + "\"\n}} y"),
                unchanged("<a type=\"cms/widget_page_link\"> {{block id=\"1\"}}"),
                unchanged("{{widget type=\"Magento\\\\Cms\\\\Block\" template=\"widget/a.phtml\"}}"),
                unchanged("{{widget template=\"a/b\"}}"),
                unchanged("{{widgets type=\"foo/bar\"}}"),
                unchanged("{{block id=x}}"),
                unchanged("{{media url=\"a/b\"}} {{widget type=\"foo/bar\""),
                unchanged("plain"),
                unchanged(null));
    }

    @ParameterizedTest
    @MethodSource
    void removesOnlyTheUnknownWidgetAndReportsIt(String before, String after) {
        HandlerFixture fixture = placeholder();

        assertThat(fixture.apply(before)).isEqualTo(after);
        assertThat(fixture.warnings).hasSize(1).allSatisfy(warning -> assertThat(warning)
                .startsWith("value: a widget of type ")
                .endsWith(" was removed: Magento 2 has no counterpart"));
    }

    static Stream<Arguments> removesOnlyTheUnknownWidgetAndReportsIt() {
        return Stream.of(
                arguments("{{widget type=\"foo/bar\" x=\"1\"}}KEEP", "KEEP"),
                arguments("{{widget type=\"foo/bar\"}} tail", " tail"),
                arguments(
                        "{{widget type=\"foo/bar\"}} mid {{widget type=\"cms/widget_page_link\" page_id=\"1\"}}",
                        " mid {{widget type=\"" + LINK + "\" page_id=\"1\"}}"),
                arguments("{{widget x=\"1\" type=\"foo/bar\"}}", ""),
                arguments("a{{widget type=\"a/empty\" q=\"1\"}}b", "ab"),
                arguments("{{widget type='foo/bar'\n x='1'}}", ""));
    }

    @Test
    void keepsBlocksOfUnknownTypeAndReportsThem() {
        HandlerFixture fixture = placeholder();

        assertThat(fixture.apply("{{block type=\"foo/bar\" template=\"foo/x/y.phtml\"}}"))
                .isEqualTo("{{block type=\"foo/bar\" template=\"x/y.phtml\"}}");
        assertThat(fixture.warnings)
                .containsExactly("value: a block of type foo/bar shows nothing: Magento 2 has no counterpart");
    }

    @ParameterizedTest
    @MethodSource
    void standardBlocksBecomeThoseOfMagento2(String before, String after) {
        HandlerFixture fixture =
                placeholder().mapped("catalog/product", "Magento\\Catalog\\Model\\ResourceModel\\Product");

        assertThat(fixture.apply(before)).isEqualTo(after);
        assertThat(fixture.warnings).isEmpty();
    }

    static Stream<Arguments> standardBlocksBecomeThoseOfMagento2() {
        String newest = "Magento_Catalog::product/widget/new/content/new_grid.phtml";
        return Stream.of(
                arguments(
                        "{{block type=\"cms/block\" block_id=\"sale\"}}!",
                        "{{block class=\"Magento\\\\Cms\\\\Block\\\\Block\" block_id=\"sale\"}}!"),
                arguments(
                        "{{block\n block_id='sale' type = 'cms/block'}}",
                        "{{block\n block_id='sale' class = 'Magento\\\\Cms\\\\Block\\\\Block'}}"),
                arguments(
                        "{{block type=cms/block block_id=sale}}",
                        "{{block class=\"Magento\\\\Cms\\\\Block\\\\Block\" block_id=sale}}"),
                arguments(
                        "{{BLOCK block_id=sale type='cms/block'}}",
                        "{{BLOCK block_id=sale class='Magento\\\\Cms\\\\Block\\\\Block'}}"),
                arguments(
                        "{{block type=\"catalog/product_new\" template=\"catalog/product/new.phtml\" products_count=\"4\" }}",
                        "{{block class=\"Magento\\\\Catalog\\\\Block\\\\Product\\\\Widget\\\\NewWidget\" template=\""
                                + newest + "\" products_count=\"4\" display_type=\"new_products\"}}"),
                arguments(
                        "{{block type=\"core/template\" name=\"contactForm\" template=\"contacts/form.phtml\"}}",
                        "{{block class=\"Magento\\\\Contact\\\\Block\\\\ContactForm\" name=\"contactForm\""
                                + " template=\"Magento_Contact::form.phtml\"}}"),
                arguments(
                        "{{block type=\"newsletter/subscribe\"}}",
                        "{{block class=\"Magento\\\\Newsletter\\\\Block\\\\Subscribe\""
                                + " template=\"Magento_Newsletter::subscribe.phtml\"}}"));
    }

    @Test
    void modelsOfTheClassMapAreNoBlocks() {
        HandlerFixture fixture =
                placeholder().mapped("catalog/product", "Magento\\Catalog\\Model\\ResourceModel\\Product");

        assertThat(fixture.apply("{{block type=\"catalog/product\"}}{{widget type=\"catalog/product\"}}"))
                .isEqualTo("{{block type=\"catalog/product\"}}");
        assertThat(fixture.warnings).hasSize(2);
    }

    @Test
    void strictLeavesStandardBlocksAndLinks() {
        String content = "{{block type=\"cms/block\" block_id=\"a\"}}{{skin url=\"b.png\"}}<a href=\"/contacts\">";

        assertThat(placeholder().strict().apply(content)).isEqualTo(content);
    }

    @Test
    void mendsLinksToo() {
        assertThat(placeholder().apply("<a href=\"{{store url='contacts'}}\"><img src=\"{{skin url='a.png'}}\">"))
                .isEqualTo("<a href=\"{{store url='contact'}}\"><img src=\"{{view url='a.png'}}\">");
    }

    @ParameterizedTest
    @MethodSource
    void mailsTakeInWhatMagento2Has(String before, String after) {
        HandlerFixture fixture = placeholder();

        assertThat(fixture.apply(before)).isEqualTo(after);
        assertThat(fixture.warnings).isEmpty();
    }

    static Stream<Arguments> mailsTakeInWhatMagento2Has() {
        return Stream.of(
                arguments(
                        "{{template config_path=\"design/email/header\"}}x{{template config_path='design/email/footer'}}",
                        "{{template config_path=\"design/email/header_template\"}}x"
                                + "{{template config_path='design/email/footer_template'}}"),
                arguments("{{inlinecss file=\"email-inline.css\"}}", "{{inlinecss file=\"css/email-inline.css\"}}"),
                arguments("{{htmlescape var=$customer.name}}", "{{var customer.name}}"),
                arguments("{{htmlescape var='$a' allowed_tags='b'}}", "{{var a}}"),
                unchanged("{{inlinecss file=\"css/email-inline.css\"}}"),
                unchanged("{{inlinecss file=\"Magento_Sales::css/a.css\"}}"),
                unchanged("{{template config_path=\"design/email/header_template\"}}"),
                unchanged("{{var order.increment_id}}{{depend customer.name}}x{{/depend}}"),
                unchanged("{{var this.getUrl($store, 'customer/account/')}}"),
                unchanged("{{htmlescape var=\"text\"}}"),
                unchanged(
                        "{{config path=\"general/store_information/phone\"}}{{config path='trans_email/ident_sales/email'}}"),
                unchanged("{{config path=\"web/unsecure/base_url\"}}"),
                unchanged("<script>a.b('{{')</script>"));
    }

    @ParameterizedTest
    @MethodSource
    void tellsOnceOfEachThingThatMailsWillMiss(String before, String after, String loss) {
        HandlerFixture fixture = placeholder();

        assertThat(fixture.apply(before)).isEqualTo(after);
        assertThat(fixture.warnings).containsExactly("value: " + loss);
    }

    static Stream<Arguments> tellsOnceOfEachThingThatMailsWillMiss() {
        String calls = "{{var order.getCustomerName()}}{{depend order.getIsNotVirtual()}}x{{/depend}}";
        return Stream.of(
                arguments(calls, calls, MailDirectives.CALL_LOST),
                arguments(
                        "{{htmlescape var=$order.getCustomerName()}}",
                        "{{var order.getCustomerName()}}",
                        MailDirectives.CALL_LOST),
                arguments(
                        "{{inlinecss file=\"mine.css\"}}{{inlinecss file='other.css'}}",
                        "{{inlinecss file=\"css/email-inline.css\"}}{{inlinecss file='css/email-inline.css'}}",
                        MailDirectives.SHEET_LOST),
                arguments(
                        "{{template config_path=\"vendor/email/header\"}}",
                        "{{template config_path=\"vendor/email/header\"}}",
                        MailDirectives.FRAME_LOST),
                arguments(
                        "{{config path='general/store_information/address'}}{{config path=vendor/a/b}}",
                        "{{config path='general/store_information/address'}}{{config path=vendor/a/b}}",
                        MailDirectives.SETTING_LOST));
    }

    @Test
    void longHostileContentTakesLittleTime() {
        String line = "{{widget type=\"a/b\" template=\"{{block ".repeat(20_000);

        assertThat(placeholder().strict().apply(line)).isEqualTo(line);
        assertThat(placeholder().apply(line)).isEqualTo(line);
        assertThat(placeholder().strict().apply(line + "}}")).isNotNull();
        assertThat(placeholder().apply(line + "}}")).isNotNull();
    }

    private static Arguments unchanged(@Nullable String content) {
        return arguments(content, content);
    }
}
