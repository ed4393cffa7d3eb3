package dev.gangway.core.handler.eav;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;
import org.jspecify.annotations.Nullable;

/** Removes empty choices from the comma lists of products' multiple-select attributes; NULL becomes the empty text. */
public record CleanMultiselect(String field) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String value = row.text(field);
        String cleaned = value == null ? "" : clean(value);
        if (!cleaned.equals(value)) {
            row.set(field, cleaned);
        }
    }

    static String clean(String value) {
        if (!value.contains(",") && !PhpText.isFalsy(value)) {
            return value;
        }
        var kept = new StringBuilder(value.length());
        for (String piece : value.split(",", -1)) {
            if (!PhpText.isFalsy(piece)) {
                kept.append(kept.isEmpty() ? "" : ",").append(piece);
            }
        }
        return kept.toString();
    }

    private static boolean isMultiselect(@Nullable String input) {
        return "multiselect".equals(input);
    }

    /** Makes {@link CleanMultiselect} handlers that look at multiple-select attributes of products only. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "CleanMultiselect", "Removes empty choices from products' multiple-select values.")
                    .example("", "1,,3", "1,3")
                    .example("", "0,4", "4");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new AttributeCondition(
                    SourceAttributes.ofType("catalog_product", row -> isMultiselect(row.text("frontend_input"))),
                    new CleanMultiselect(binding.field()));
        }
    }
}
