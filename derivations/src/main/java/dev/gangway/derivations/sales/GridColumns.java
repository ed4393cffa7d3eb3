package dev.gangway.derivations.sales;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How each column of the four order grids is computed. {@code m} is the document's own row, {@code o} its order, {@code s} and
 * {@code b} the shipping and billing address of the document.
 */
final class GridColumns {
    private static final String OWN = "m.";
    private static final String ORDER = "o.";

    private GridColumns() {}

    static Map<String, String> order() {
        Map<String, String> columns = common();
        own(columns, "entity_id status store_id store_name customer_id base_grand_total base_total_paid grand_total");
        own(
                columns,
                "total_paid increment_id base_currency_code order_currency_code created_at updated_at total_refunded");
        columns.put("customer_group", OWN + "customer_group_id");
        columns.put("subtotal", OWN + "base_subtotal");
        columns.put("shipping_and_handling", OWN + "base_shipping_amount");
        return columns;
    }

    static Map<String, String> invoice() {
        Map<String, String> columns = common();
        own(columns, "entity_id increment_id state store_id order_id store_currency_code order_currency_code");
        own(columns, "base_currency_code global_currency_code grand_total base_grand_total created_at updated_at");
        columns.put("store_name", ORDER + "store_name");
        ofOrder(columns);
        columns.put("subtotal", ORDER + "base_subtotal");
        columns.put("shipping_and_handling", ORDER + "base_shipping_amount");
        return columns;
    }

    static Map<String, String> shipment() {
        Map<String, String> columns = common();
        own(columns, "entity_id increment_id store_id order_id total_qty shipment_status created_at updated_at");
        ofOrder(columns);
        columns.put("order_status", ORDER + "status");
        return columns;
    }

    static Map<String, String> creditmemo() {
        Map<String, String> columns = common();
        own(columns, "entity_id increment_id created_at updated_at state base_grand_total store_id order_id subtotal");
        own(columns, "adjustment_positive adjustment_negative");
        columns.put("shipping_and_handling", OWN + "shipping_amount");
        ofOrder(columns);
        columns.put("order_status", ORDER + "status");
        columns.put("order_base_grand_total", ORDER + "base_grand_total");
        return columns;
    }

    private static Map<String, String> common() {
        var columns = new LinkedHashMap<String, String>();
        columns.put("customer_name", name("o.customer_firstname", "o.customer_lastname"));
        columns.put("billing_name", name("b.firstname", "b.lastname"));
        columns.put("shipping_name", name("s.firstname", "s.lastname"));
        columns.put("billing_address", address("b"));
        columns.put("shipping_address", address("s"));
        columns.put("shipping_information", "o.shipping_description");
        columns.put("customer_email", "o.customer_email");
        return columns;
    }

    private static void ofOrder(Map<String, String> columns) {
        columns.put("order_increment_id", ORDER + "increment_id");
        columns.put("order_created_at", ORDER + "created_at");
        columns.put("customer_group_id", ORDER + "customer_group_id");
    }

    private static void own(Map<String, String> columns, String names) {
        for (String name : names.split(" ", -1)) {
            columns.put(name, OWN + name);
        }
    }

    private static String name(String first, String last) {
        return "TRIM(CONCAT(IFNULL(" + first + ", ''), ' ', IFNULL(" + last + ", '')))";
    }

    private static String address(String alias) {
        return "TRIM(CONCAT(IFNULL(" + alias + ".street, ''), ', ', IFNULL(" + alias + ".city, ''), ', ', IFNULL("
                + alias + ".region, ''), ', ', IFNULL(" + alias + ".postcode, '')))";
    }
}
