package dev.gangway.core.handler.value;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.php.PhpNumbers;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;
import java.time.DateTimeException;

/** Turns the default of a date attribute from a Unix timestamp into a date; other attributes and values stay. */
public record ConvertTimestampToDate(String field) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String value = row.text(field);
        if (value != null && isTimestamp(value) && "date".equals(row.text("frontend_input"))) {
            row.set(field, date(row, PhpText.trimWhitespace(value)));
        }
    }

    private static boolean isTimestamp(String value) {
        return !PhpText.isFalsy(value) && PhpNumbers.isNumeric(value);
    }

    private String date(Row row, String number) {
        try {
            return DateText.ofEpochSecond((long) Double.parseDouble(number));
        } catch (DateTimeException e) {
            throw new RowRejectedException(
                    "Field " + field + " of " + row.document() + " is a timestamp outside of all dates", e);
        }
    }

    /** Makes {@link ConvertTimestampToDate}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "ConvertTimestampToDate",
                            "Turns the default of a date attribute from a timestamp into a date.")
                    .example("frontend_input=date", "86400", "1970-01-02 00:00:00")
                    .example("frontend_input=text", "86400", "86400");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new ConvertTimestampToDate(binding.field());
        }
    }
}
