package dev.gangway.core.handler.design;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import java.util.Map;

/** Tells of widgets that need a person in Magento 2; changes nothing. */
public record WidgetType(String field, Map<String, String> classes) implements Handler {
    static final String UNKNOWN = "a widget of a type that Magento 2 does not have shows nothing";
    static final String UNPLACED = "a widget is not shown until it is saved in Magento 2, which makes its layout anew";

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String type = row.text(field);
        if (type == null || type.isEmpty() || type.indexOf('\\') >= 0) {
            return;
        }
        context.warn(field, classes.getOrDefault(type, "").isEmpty() ? UNKNOWN : UNPLACED);
    }

    /** Makes {@link WidgetType}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Design\\WidgetType", "Tells of widgets that need a person in Magento 2.")
                    .example("", "cms/widget_block", "cms/widget_block");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new WidgetType(binding.field(), binding.environment().classMap());
        }
    }
}
