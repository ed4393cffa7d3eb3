package dev.gangway.core.handler.serialized;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.row.Row;
import java.util.regex.Pattern;

/**
 * Turns a PHP-serialized value into JSON where another field of the row matches a pattern; broken values become NULL and are
 * reported. Rows without a value in that other field are rejected.
 */
public record ConvertWithConditions(String conditionalField, Pattern pattern, SerializeToJson convert)
        implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String condition = row.text(conditionalField);
        if (condition == null) {
            throw new RowRejectedException("Field " + conditionalField + " of " + row.document()
                    + " is NULL, so it cannot decide whether another field is to be converted");
        }
        if (pattern.matcher(condition).find()) {
            convert.handle(row, opposite, context);
        }
    }

    /** Makes {@link ConvertWithConditions}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "SerializeToJson\\ConvertWithConditions",
                            "Turns a PHP-serialized value into JSON where another field matches a pattern.")
                    .required("conditionalField", "the other field")
                    .required("conditionalFieldValuesPattern", "Perl-compatible pattern with delimiters: `/(a)|(b)/`")
                    .optional("ignoreBrokenData", "accepted and without effect, as in the old tool", "true")
                    .deviation(SerializeToJson.DEVIATION)
                    .example("code=info_buyRequest", "a:1:{s:3:\"qty\";i:1;}", "{\"qty\":1}")
                    .example("code=simple_product", "5", "5");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new ConvertWithConditions(
                    binding.required("conditionalField"),
                    PcrePattern.compile(binding.required("conditionalFieldValuesPattern")),
                    new SerializeToJson(binding.field(), true, false, SerializeToJson.conversion(binding)));
        }
    }
}
