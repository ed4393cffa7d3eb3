package dev.gangway.core.handler.serialized;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;

/**
 * Turns a PHP-serialized value into JSON, which Magento 2 reads. A value that is neither readable nor repairable becomes NULL
 * and is reported, or rejects its row when {@code migrateBrokenData} is not {@code true}.
 *
 * <p>Deviations from the old tool: see {@link JsonConversion}.
 */
public final class SerializeToJson implements Handler {
    static final String DEVIATION =
            "the empty text stays empty (strict: `false`); text that is JSON already stays (strict:"
                    + " NULL); wrong string lengths are repaired (strict: NULL); strings that are not UTF-8 are read as Windows-1252"
                    + " (strict: the value becomes empty)";
    static final String BROKEN = "a value that is not valid PHP-serialized text became NULL";
    private final String field;
    private final boolean keepRow;
    private final boolean quiet;
    private final JsonConversion conversion;

    SerializeToJson(String field, boolean keepRow, boolean quiet, JsonConversion conversion) {
        this.field = field;
        this.keepRow = keepRow;
        this.quiet = quiet;
        this.conversion = conversion;
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        Object value = row.get(field);
        if (value == null) {
            return;
        }
        Outcome outcome = conversion.convert(value, reason -> context.warn(field, reason));
        if (outcome.kind() == Outcome.Kind.BROKEN) {
            broken(row, context);
        } else if (outcome.json() != null) {
            row.set(field, FieldValue.like(value, outcome.json()));
        }
    }

    private void broken(Row row, HandlerContext context) {
        if (!keepRow) {
            throw new RowRejectedException(
                    "Field " + field + " of " + row.document()
                            + " is not valid PHP-serialized text: correct it, or set migrateBrokenData to true to migrate NULL");
        }
        row.set(field, null);
        if (!quiet) {
            context.warn(field, BROKEN);
        }
    }

    static JsonConversion conversion(HandlerBinding binding) {
        return new JsonConversion(binding.environment().compatibility() == Compatibility.STRICT);
    }

    /** Makes {@link SerializeToJson}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("SerializeToJson", "Turns a PHP-serialized value into JSON.")
                    .optional(
                            "migrateBrokenData", "`true`: a broken value becomes NULL; else it rejects its row", "true")
                    .optional("suppressWarning", "`true`: broken values are not reported", "false")
                    .deviation(DEVIATION)
                    .example("", "a:1:{s:4:\"some\";s:5:\"value\";}", "{\"some\":\"value\"}")
                    .example("", "a:1:{i:1;s:1:\"x\";}", "{\"1\":\"x\"}")
                    .example("", "broken", "NULL");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new SerializeToJson(
                    binding.field(),
                    "true".equals(binding.optional("migrateBrokenData", "true")),
                    "true".equals(binding.optional("suppressWarning", "false")),
                    conversion(binding));
        }
    }
}
