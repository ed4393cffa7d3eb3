package dev.gangway.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainRouterTest {
    private final DomainRouter router = new DomainRouter();

    @ParameterizedTest
    @CsvSource({
        "sales_flat_quote_item, QUOTE",
        "sales_flat_order, SALES",
        "sales_flat_invoice_item, SALES",
        "cataloginventory_stock_item, INVENTORY",
        "catalog_product_entity_int, CATALOG",
        "eav_attribute, CATALOG",
        "customer_entity_varchar, CUSTOMER",
        "newsletter_subscriber, CUSTOMER",
        "cms_page_store, CMS",
        "core_config_data, STORE",
        "core_store, STORE",
        "rating_option_vote, REVIEW",
        "salesrule_coupon, RULE",
        "log_visitor, LOG",
        "report_event, LOG",
        "my_own_extension, STORE",
        "eav_entity_store, SALES"
    })
    void knowsTheDomainOfEveryTable(String table, Domain domain) {
        assertThat(router.domain(table)).isEqualTo(domain);
    }

    @Test
    void keysByTheAggregateWhenTheRowCarriesIt() {
        assertThat(key("catalog_product_entity_int", "value_id=1", "entity_id=5"))
                .isEqualTo("{\"product\":\"5\"}");
        assertThat(key("cataloginventory_stock_item", "item_id=1", "product_id=5"))
                .isEqualTo("{\"product\":\"5\"}");
        assertThat(key("sales_flat_order_payment", "entity_id=1", "parent_id=5"))
                .isEqualTo("{\"order\":\"5\"}");
    }

    @Test
    void fallsBackToTheRowsOwnKey() {
        assertThat(key("core_store", "store_id=1", "code=\"x\\")).isEqualTo("{\"core_store\":\"1\"}");
        assertThat(key("core_url_rewrite", "url_rewrite_id=9", "other=1")).isEqualTo("{\"core_url_rewrite\":\"9\"}");
    }

    @Test
    void usesTheTablesNameForTruncate() {
        Table table = table("cms_page", List.of("page_id"));
        var change = new RowChange("cms_page", Operation.TRUNCATE, null, null, SourcePosition.START, "", 0, 0);

        assertThat(router.route(table).key(change)).isEqualTo("{\"cms_page\":null}");
    }

    private String key(String name, String... pairs) {
        List<String> columns = Stream.of(pairs).map(p -> p.split("=", 2)[0]).toList();
        Object[] values = Stream.of(pairs).map(p -> p.split("=", 2)[1]).toArray();
        Table table = table(name, columns);
        Row row = Row.full(Layout.of(table), values);
        var change = new RowChange(name, Operation.CREATE, null, row, SourcePosition.START, "", 0, 0);
        return router.route(table).key(change);
    }

    private static Table table(String name, List<String> columns) {
        List<Column> all = columns.stream()
                .map(c -> new Column(c, "int(10)", false, null, false, false, null))
                .toList();
        return new Table(name, all, columns.subList(0, 1), List.of(), List.of(), "InnoDB", false, 0);
    }
}
