package dev.gangway.core.handler.eav;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;
import java.util.Map;

/**
 * Replaces the class of an attribute's or entity type's model by the class map's; one that is not there becomes NULL. Where the
 * source has none, the target's stays.
 */
public record ConvertModel(String field, Map<String, String> classes) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String model = row.text(field);
        Object known = opposite.get(field);
        if (model == null || PhpText.isFalsy(model)) {
            row.set(field, PhpText.isFalsy(known) ? null : known);
        } else {
            String target = classes.get(model);
            row.set(field, PhpText.isFalsy(target) ? null : target);
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
