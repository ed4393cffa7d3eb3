package dev.gangway.testkit.shop;

import java.util.LinkedHashMap;
import java.util.List;

/** Price rules of cart and catalog, with coupons and their use. */
final class RuleSection {
    private final ShopContext shop;

    RuleSection(ShopContext shop) {
        this.shop = shop;
    }

    void write() {
        RowWriter rows = shop.rows();
        for (int i = 1; i <= 20; i++) {
            int rule = rows.insert(
                    "salesrule",
                    "name conditions_serialized actions_serialized simple_action discount_step",
                    "Cart rule " + i,
                    conditions("salesrule/rule_condition_combine"),
                    conditions("salesrule/rule_condition_product_combine"),
                    "by_percent",
                    i);
            rows.insert("salesrule_website", "rule_id website_id", rule, 1);
            rows.insert("salesrule_customer_group", "rule_id customer_group_id", rule, 1);
            rows.insert("salesrule_label", "rule_id store_id", rule, i % 4);
            int customer = shop.id(shop.size().customers());
            int coupon = rows.insert(
                    "salesrule_coupon",
                    "rule_id code is_primary expiration_date",
                    rule,
                    "CODE-" + i,
                    1,
                    shop.filler().dateTime());
            rows.insert("salesrule_coupon_usage", "coupon_id customer_id", coupon, customer);
            rows.insert("salesrule_customer", "rule_id customer_id", rule, customer);
            catalogRule(i);
        }
    }

    private void catalogRule(int i) {
        RowWriter rows = shop.rows();
        int rule = rows.insert(
                "catalogrule",
                "name conditions_serialized actions_serialized simple_action",
                "Catalog rule " + i,
                conditions("catalogrule/rule_condition_combine"),
                "a:4:{s:4:\"type\";s:34:\"catalogrule/rule_action_collection\";s:9:"
                        + "\"attribute\";N;s:8:\"operator\";s:1:\"=\";s:5:\"value\";N;}",
                "by_fixed");
        rows.insert("catalogrule_website", "rule_id website_id", rule, 1 + i % 2);
        rows.insert("catalogrule_customer_group", "rule_id customer_group_id", rule, i % 4);
    }

    private static String conditions(String type) {
        var condition = new LinkedHashMap<String, Object>();
        condition.put("type", type);
        condition.put("aggregator", "all");
        condition.put("value", "1");
        condition.put("is_value_processed", "");
        condition.put("conditions", List.of());
        return Php.serialize(condition);
    }
}
