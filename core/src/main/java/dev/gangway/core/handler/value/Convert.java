package dev.gangway.core.handler.value;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;
import org.jspecify.annotations.Nullable;

/** Replaces single values by others, such as layout names; NULL is looked up as the empty text. */
public record Convert(String field, ValueMap map, @Nullable String defaultValue) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String value = row.text(field);
        String mapped = map.get(value == null ? "" : value);
        if (mapped != null) {
            row.set(field, mapped);
        } else if (defaultValue != null) {
            row.set(field, defaultValue);
        }
    }

    /** Makes {@link Convert}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Convert", "Replaces single values by others.")
                    .required("map", "pairs of old and new value: `[old:new;old:new]`")
                    .optional(
                            "defaultValue",
                            "what every other value, NULL too, becomes",
                            "other values stay as they are")
                    .example("map=[one_column:1column]", "one_column", "1column")
                    .example("map=[one_column:1column]", "x", "x")
                    .example("map=[one_column:1column] defaultValue=1column", "x", "1column");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            String defaultValue = binding.optional("defaultValue");
            return new Convert(
                    binding.field(),
                    ValueMap.parse(binding.required("map")),
                    PhpText.isFalsy(defaultValue) ? null : defaultValue);
        }
    }
}
