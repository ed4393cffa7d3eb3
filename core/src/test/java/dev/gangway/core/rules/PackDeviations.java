package dev.gangway.core.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Where our packs are wanted to differ from Magento's own; the reasons stand in {@code etc/README.md}. */
final class PackDeviations {

    /** Rules (a regular expression) that some packs have more or less than the facts say. */
    private record Deviation(boolean more, String packs, Pattern rules) {}

    private static final List<Deviation> ALL = List.of(
            more(".*", "source doc-ignore (googlecheckout_notification|api2_acl_.*|core_email_queue(_recipients)?)"),
            more(".*", "source doc-ignore (permission_(block|variable)|find_feed_import_codes)"),
            more(".*", "source doc-ignore (paybox_question_number|strikeiron_tax_rate)"),
            more(".*", "destination doc-ignore log_visitor_(info|online)"),
            more(".*", "destination doc-ignore (payment_services_.*_hash|.*data_exporter.*|inventory_cl)"),
            more(".*", "destination field-ignore sales_order.dispute_status"),
            more(".*", "source type-ignore sales_flat_order_item.product_options"),
            less(".*", "source type-ignore sales_flat_order_item.report_date"),
            more("commerce-to-commerce 1.11.*", "source doc-ignore catalog_product_entity_(tier|group)_price"),
            more("commerce-to-commerce 1.11.*", "destination doc-ignore catalog_product_entity_tier_price"),
            more("commerce-to-commerce 1.11.1.0", "destination doc-ignore sequence_shipment_\\*"),
            less("commerce-to-commerce 1.11.1.0", "destination doc-ignore sequence_shipment\\*"),
            more(
                    "commerce-to-commerce 1.12.0.0",
                    "destination field-ignore catalog_product_bundle_.*parent_product_id"),
            more("commerce-to-commerce 1.12.0.0", "destination field-ignore (core_config_data.updated_at|.*is_legacy)"),
            more("commerce-to-commerce 1.12.0.0", "destination field-ignore cms_page.layout_update_selected"),
            more("commerce-to-commerce 1.12.0.0", "destination type-ignore (quote.*|salesrule_coupon.expiration_date)"),
            less("commerce-to-commerce 1.12.*", "destination type-ignore sales_flat_quote_payment.cc_exp_month"),
            more("opensource-to-commerce 1.6.0.0", "(source|destination) type-ignore oauth_.*"),
            more("opensource-to-commerce 1.6.0.0", "(source|destination) type-ignore catalog_.*_text.value"),
            more(".* 1.(6|11)\\..*", "destination field-ignore customer_entity.disable_auto_group_change"),
            less(".* 1.(6|11)\\..*", "destination field-ignore customer_entity.session_cutoff"));

    private final Set<Deviation> used = new HashSet<>();

    private static Deviation more(String packs, String rules) {
        return new Deviation(true, packs, Pattern.compile(rules));
    }

    private static Deviation less(String packs, String rules) {
        return new Deviation(false, packs, Pattern.compile(rules));
    }

    /** What is too much (+) or missing (-) in a pack and not wanted so. */
    List<String> unwanted(Pack pack, Set<String> actual, Set<String> expected) {
        List<String> unwanted = new ArrayList<>();
        actual.stream()
                .filter(rule -> !expected.contains(rule) && !isWanted(pack, rule, true))
                .forEach(rule -> unwanted.add(pack + " + " + rule));
        expected.stream()
                .filter(rule -> !actual.contains(rule) && !isWanted(pack, rule, false))
                .forEach(rule -> unwanted.add(pack + " - " + rule));
        return unwanted;
    }

    /** Deviations that no pack needs any more. */
    List<String> unused() {
        return ALL.stream().filter(d -> !used.contains(d)).map(String::valueOf).toList();
    }

    private boolean isWanted(Pack pack, String rule, boolean more) {
        for (Deviation deviation : ALL) {
            if (deviation.more() == more
                    && pack.toString().matches(deviation.packs())
                    && deviation.rules().matcher(rule).matches()) {
                used.add(deviation);
                return true;
            }
        }
        return false;
    }
}
