package dev.gangway.core.handler.content;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import java.util.Map;

/** Replaces a Magento 1 class name by Magento 2's; a name that is not in the class map, or mapped to nothing, becomes NULL. */
public record ClassMap(String field, Map<String, String> classes) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String name = row.text(field);
        String target = name == null ? null : classes.get(name);
        row.set(field, target == null || target.isEmpty() ? null : target);
    }

    /** Makes {@link ClassMap}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "ClassMap", "Replaces a Magento 1 class name by the class map's, else by NULL.")
                    .example("", "cms/widget_page_link", "Magento\\Cms\\Block\\Widget\\Page\\Link")
                    .example("", "foo/unknown", "NULL");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new ClassMap(binding.field(), binding.environment().classMap());
        }
    }
}
