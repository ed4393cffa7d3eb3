package dev.gangway.core.handler.content;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.handler.HandlerFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentLinksTest {

    private static HandlerFixture links() {
        return handler(new ContentLinks.Factory())
                .source("core_config_data", "path", "web/unsecure/base_url", "value", "http://shop.example.com/")
                .source("core_config_data", "path", "web/secure/base_url", "value", "{{base_url}}")
                .source("core_config_data", "path", "web/secure/base_url", "value", "https://eu.example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{{skin url=\"images/a.png\"}}|{{view url=\"images/a.png\"}}",
                "{{skin url='a.png' _area='frontend'}}|{{view url='a.png' _area='frontend'}}",
                "{{store url=\"contacts\"}}|{{store url=\"contact\"}}",
                "{{store url='contacts/index/post'}}|{{store url='contact/index/post'}}",
                "{{store direct_url=\"contacts/\"}}|{{store direct_url=\"contact/\"}}",
                "{{store url=\"\" _direct=\"contacts\"}}|{{store url=\"\" _direct=\"contact\"}}",
                "{{store url=contacts}}|{{store url=contact}}",
                "{{store _secure=\"1\" url=\"checkout/onepage\"}}|{{store _secure=\"1\" url=\"checkout\"}}",
                "{{store url=\"\"}}contacts/\">|{{store url=\"\"}}contact/\">",
                "{{store url='/'}}contacts|{{store url='/'}}contact",
                "<a href=\"/contacts/\">|<a href=\"/contact/\">",
                "<a HREF='contacts?x=1#y'>|<a HREF='contact?x=1#y'>",
                "<a href=\"/index.php/contacts\">|<a href=\"/index.php/contact\">",
                "{{Skin url=a.png}}|{{view url=a.png}}",
                "{{Store url=\"contacts\"}}|{{Store url=\"contact\"}}",
                "<a href=\"{{store}}contacts\">|<a href=\"{{store}}contact\">",
                "<a Href='/contacts'>|<a Href='/contact'>",
                "<a href=/contacts/>|<a href=/contact/>",
                "<a href=contacts class=x>|<a href=contact class=x>",
                "<FORM ACTION=\"/contacts/index/post\">|<FORM ACTION=\"/contact/index/post\">",
                "<a href=\"//eu.example.com/contacts\">|<a href=\"//eu.example.com/contact\">",
                "<a href=\"https://shop.example.com/contacts\">|<a href=\"https://shop.example.com/contact\">",
                "<form action=\"/contacts/index/post\">|<form action=\"/contact/index/post\">",
                "<a href=\"http://SHOP.example.com/contacts/\">|<a href=\"http://SHOP.example.com/contact/\">",
                "<a href=\"https://eu.example.com/contacts\">|<a href=\"https://eu.example.com/contact\">",
            })
    void leadsLinksToMagento2(String before, String after) {
        HandlerFixture fixture = links();

        assertThat(fixture.apply(before)).isEqualTo(after);
        assertThat(fixture.warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contacts",
                "{{store url=\"customer/account\"}}contacts",
                "{{store url=\"checkout/onepage/success\"}}",
                "{{store direct_url=\"contacts.html\"}}",
                "{{store direct_url=\"contacts/berlin.html\"}}",
                "<a href=\"http://other.example.com/contacts/\">",
                "<a href=\"//other.example.com/contacts/\">",
                "<a href=\"mailto:contacts\">",
                "<a href=\"#contacts\">",
                "<a data-href=\"contacts\">",
                "<a href=\"ftp://shop.example.com/contacts\">",
                "action=contacts;",
                "{{stores}}contacts",
                "<a href=\"/our-contacts\">",
                "{{skin}}",
                "{{store url=\"contacts\"",
            })
    void leavesEverythingElse(String content) {
        HandlerFixture fixture = links();

        assertThat(fixture.apply(content)).isEqualTo(content);
        assertThat(fixture.warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{store url=\"tag/list\"}}",
                "<a href=\"/catalog/seo_sitemap/category/\">",
                "{{store url=\"\"}}sales/recurring_profile",
            })
    void reportsLinksToPagesThatAreGone(String content) {
        HandlerFixture fixture = links();

        assertThat(fixture.apply(content)).isEqualTo(content);
        assertThat(fixture.warnings)
                .containsExactly("value: a link to a page that Magento 2 does not have was left in the content");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=\"/skin/frontend/rwd/default/images/a.png\"><img src='/skin/frontend/b.png'>",
                "<img src=\"http://shop.example.com/skin/frontend/rwd/default/images/a.png\">",
                "<div style=\"background:url(skin/frontend/a.png)\">",
            })
    void reportsFilesOfTheThemeOnce(String content) {
        HandlerFixture fixture = links();

        assertThat(fixture.apply(content)).isEqualTo(content);
        assertThat(fixture.warnings).containsExactly("value: " + Links.SKIN_FILE);
    }

    @Test
    void leavesNullAndHostileContentInLittleTime() {
        assertThat(links().apply(null)).isNull();
        String hostile = "<a href=\"/contacts {{store url=\"contacts ".repeat(20_000);
        assertThat(links().apply(hostile)).isNotNull();
    }
}
