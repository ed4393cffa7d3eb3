package dev.gangway.core.handler.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardRoutesTest {

    @ParameterizedTest
    @CsvSource({
        "contacts,contact",
        "contacts/,contact/",
        "/contacts/index/index,/contact/index/index",
        "catalogsearch/term/popular,search/term/popular",
        "checkout/multishipping/addresses,multishipping/checkout/addresses",
        "checkout/onepage/,checkout/",
        "checkout/onepage/index,checkout",
        "sales/billing_agreement/view/id/3,paypal/billing_agreement/view/id/3",
        "rss/catalog/category/cid/3/store_id/1,rss/feed/index/type/category/cid/3/store_id/1",
        "cms/index/noRoute,cms/noroute/index",
        "core/index/noCookies,cookie/index/noCookies",
    })
    void namesMovedPagesAnew(String path, String expected) {
        assertThat(StandardRoutes.translated(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "catalog/product/view/id/5",
        "catalogsearch/result/?q=contacts",
        "checkout/cart",
        "checkout/onepage/success",
        "customer/account/login",
        "cms/page/view/page_id/3",
        "contacts-us",
        "Contacts.html",
    })
    void leavesPagesThatHaveKeptTheirNames(String path) {
        assertThat(StandardRoutes.translated(path)).isSameAs(path);
        assertThat(StandardRoutes.isGone(path)).isFalse();
    }

    @Test
    void knowsWhatMagento2DoesNotHave() {
        assertThat(StandardRoutes.isGone("/tag/product/list/tagId/2/")).isTrue();
        assertThat(StandardRoutes.isGone("poll")).isTrue();
        assertThat(StandardRoutes.isGone("")).isFalse();
        assertThat(StandardRoutes.translated("")).isEmpty();
    }
}
