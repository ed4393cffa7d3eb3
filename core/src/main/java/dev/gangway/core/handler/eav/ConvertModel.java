package dev.gangway.core.handler.eav;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;
import java.util.Map;
import java.util.Set;

/**
 * Replaces the class of an attribute's or entity type's model by the class map's; one that is not there becomes NULL. Where the
 * source has none, the target's stays.
 */
public record ConvertModel(String field, Map<String, String> classes) implements Handler {
    /** Classes that a later Magento 2 put in place of the class map's: where the target has one, it stays. */
    private static final Set<String> NEWER = Set.of(
            "Magento\\Catalog\\Model\\Category\\Attribute\\Backend\\DefaultSortby",
            "Magento\\Catalog\\Model\\Product\\Attribute\\Backend\\Url");

    private static final String LEFT = "a class of Magento 1 without counterpart was left behind";

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String model = row.text(field);
        Object known = opposite.get(field);
        if (NEWER.contains(String.valueOf(opposite.text(field)))) {
            row.set(field, known);
        } else if (model == null || PhpText.isFalsy(model)) {
            row.set(field, PhpText.isFalsy(known) ? null : known);
        } else {
            String target = classes.get(model);
            row.set(field, PhpText.isFalsy(target) ? null : target);
            if (target == null) {
                context.warn(field, LEFT);
            }
        }
    }

    /** Makes {@link ConvertModel}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("EavAttribute\\ConvertModel", "Replaces a model's class by the class map's.")
                    .example(
                            "",
                            "eav/entity_attribute_source_table",
                            "Magento\\Eav\\Model\\Entity\\Attribute\\Source\\Table")
                    .example("", "vendor/unknown", "NULL");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new ConvertModel(binding.field(), binding.environment().classMap());
        }
    }
}
