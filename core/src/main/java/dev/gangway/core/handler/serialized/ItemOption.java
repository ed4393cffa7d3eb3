package dev.gangway.core.handler.serialized;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.php.PhpFormatException;
import dev.gangway.core.php.PhpReader;
import dev.gangway.core.php.PhpScalar;
import dev.gangway.core.php.PhpValue;
import dev.gangway.core.row.Row;
import java.util.regex.Pattern;

/**
 * Turns the value of a custom option ({@code code} is {@code option_} and digits) into JSON when it is PHP-serialized; plain
 * text that the customer chose or typed stays. Rows without a code are rejected.
 */
public record ItemOption(String field, JsonConversion conversion) implements Handler {
    private static final Pattern CUSTOM_OPTION = Pattern.compile("option_[0-9]+");

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String code = row.text("code");
        if (code == null) {
            throw new RowRejectedException(
                    "Field code of " + row.document() + " is NULL, so the kind of the option is unknown");
        }
        Object value = row.get(field);
        if (value != null && CUSTOM_OPTION.matcher(code).find()) {
            convert(row, value, context);
        }
    }

    private void convert(Row row, Object value, HandlerContext context) {
        try {
            PhpValue read = PhpReader.read(FieldValue.bytes(value));
            if (!read.equals(PhpScalar.FALSE)) {
                String json = conversion.encode(read, reason -> context.warn(field, reason));
                row.set(field, FieldValue.like(value, json));
            }
        } catch (PhpFormatException plainText) {
            // Not serialized: the text itself is the value.
        }
    }

    /** Makes {@link ItemOption}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "SerializeToJson\\ItemOption",
                            "Turns a PHP-serialized custom option into JSON and leaves plain text alone.")
                    .deviation("strings that are not UTF-8 are read as Windows-1252 (strict: the value becomes empty)")
                    .example("code=option_1", "a:1:{s:4:\"some\";s:5:\"value\";}", "{\"some\":\"value\"}")
                    .example("code=option_1", "red", "red");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new ItemOption(binding.field(), SerializeToJson.conversion(binding));
        }
    }
}
