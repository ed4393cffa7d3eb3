package dev.gangway.core.plan;

import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerEnvironment;
import dev.gangway.core.handler.HandlerFactory;
import dev.gangway.core.handler.content.ContentLinks;
import dev.gangway.core.handler.content.Placeholder;
import dev.gangway.core.handler.content.TranslatedPhrase;
import dev.gangway.core.handler.design.DesignAttributes;
import dev.gangway.core.handler.design.LayoutUpdate;
import dev.gangway.core.handler.design.PageLayout;
import dev.gangway.core.handler.design.Theme;
import dev.gangway.core.handler.design.WidgetPlace;
import dev.gangway.core.handler.design.WidgetType;
import dev.gangway.core.handler.rule.RuleConditions;
import dev.gangway.core.handler.serialized.SerializedText;
import dev.gangway.core.handler.swatch.SwatchAttribute;
import dev.gangway.core.handler.swatch.SwatchType;
import dev.gangway.core.handler.swatch.SwatchValue;
import dev.gangway.core.handler.value.Convert;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Handlers that run before those of the rules, whoever wrote the rules: without them pages of the new shop fail, or content
 * does not show. Strict compatibility leaves them out, but for tables that the old tool does not know. Immutable.
 */
final class Corrections {
    private static final List<Correction> ALL = new ArrayList<>();

    private record Correction(
            Side side, String document, String field, HandlerFactory handler, Map<String, String> parameters) {

        boolean isOf(Side otherSide, String table, String column) {
            return side == otherSide && document.equals(table) && field.equals(column);
        }

        boolean isNeeded(HandlerEnvironment environment) {
            return environment.compatibility() == Compatibility.CORRECT
                    || handler instanceof SwatchValue.Factory
                    || handler instanceof SwatchType.Factory
                    || handler instanceof SwatchAttribute.Factory;
        }
    }

    static {
        // Themes and layouts of Magento 1: pages of Magento 2 fail on them
        add("cms_page", "root_template", new PageLayout.Factory(), Map.of("onlyReports", "true"));
        add("cms_page", "custom_root_template", new PageLayout.Factory());
        add("cms_page", "custom_theme", new Theme.Factory());
        add("cms_page", "layout_update_xml", new LayoutUpdate.Factory());
        add("cms_page", "custom_layout_update_xml", new LayoutUpdate.Factory());
        add("design_change", "design", new Theme.Factory());
        for (String entity : List.of("category", "product")) {
            for (String type : List.of("varchar", "text", "int")) {
                add("catalog_" + entity + "_entity_" + type, "value", new DesignAttributes.Factory());
            }
            add("catalog_" + entity + "_entity_text", "value", new ContentLinks.Factory());
        }

        // Widgets: their places have other names
        add("widget_instance", "instance_type", new WidgetType.Factory());
        add("widget_instance_page", "layout_handle", new WidgetPlace.Factory());
        add("widget_instance_page", "block_reference", new WidgetPlace.Factory());
        add("widget_instance_page", "page_template", new WidgetPlace.Factory());

        // Content that the rules of Magento's tool copy as it is
        add("core_variable_value", "html_value", new Placeholder.Factory());
        add("core_email_template", "template_subject", new Placeholder.Factory());
        add("core_translate", "string", new TranslatedPhrase.Factory());
        add("newsletter_queue", "newsletter_text", new Placeholder.Factory());
        add("enterprise_banner_content", "banner_content", new Placeholder.Factory());

        // Magento 2 reads these as JSON
        for (String payment : List.of("sales_flat_order_payment", "sales_flat_quote_payment")) {
            add(payment, "additional_data", new SerializedText.Factory());
            add(payment, "additional_information", new SerializedText.Factory());
        }
        add("sales_payment_transaction", "additional_information", new SerializedText.Factory());

        // Carts fail on conditions that do not exist
        for (String rule : List.of(
                "salesrule",
                "catalogrule",
                "enterprise_targetrule",
                "enterprise_reminder_rule",
                "enterprise_customersegment_segment")) {
            add(rule, "conditions_serialized", new RuleConditions.Factory());
            add(rule, "actions_serialized", new RuleConditions.Factory());
        }

        // Every region of a country: the column of Magento 2 holds numbers, and its server would call this a loss
        add("weee_tax", "state", new Convert.Factory(), Map.of("map", "[*:0]"));

        // Swatches of OpenMage
        add("eav_attribute_option_swatch", "value", new SwatchValue.Factory());
        addToTarget("eav_attribute_option_swatch", "type", new SwatchType.Factory());
        addToTarget("catalog_eav_attribute", "additional_data", new SwatchAttribute.Factory());
    }

    private Corrections() {}

    private static void add(String document, String field, HandlerFactory handler) {
        add(document, field, handler, Map.of());
    }

    private static void add(String document, String field, HandlerFactory handler, Map<String, String> parameters) {
        ALL.add(new Correction(Side.SOURCE, document, field, handler, parameters));
    }

    private static void addToTarget(String document, String field, HandlerFactory handler) {
        ALL.add(new Correction(Side.DESTINATION, document, field, handler, Map.of()));
    }

    /** The corrections of one field of a table, in the order in which they run. */
    static List<BoundHandler> of(Side side, Table table, String field, HandlerEnvironment environment) {
        return ALL.stream()
                .filter(one -> one.isOf(side, table.name(), field) && one.isNeeded(environment))
                .map(one -> new BoundHandler(
                        field,
                        one.handler().name(),
                        one.parameters(),
                        one.handler().create(new HandlerBinding(side, table, field, one.parameters(), environment))))
                .toList();
    }
}
