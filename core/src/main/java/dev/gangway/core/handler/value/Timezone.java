package dev.gangway.core.handler.value;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.HandlerParameterException;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import java.time.DateTimeException;
import java.util.Set;

/** Shifts a date or a Unix timestamp by whole hours. NULL, empty and zero values stay. */
public record Timezone(String field, int hours, boolean timestamp) implements Handler {
    private static final int MAX_HOURS = 12;
    private static final int HOUR_SECONDS = 3600;
    private static final Set<String> NUMBERS = Set.of("int", "integer");
    private static final Set<String> DATES = Set.of("timestamp", "datetime");

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String value = row.text(field);
        if (value == null || PhpText.isFalsy(value) || hours == 0 || value.startsWith("0000-00-00")) {
            return;
        }
        try {
            row.set(field, timestamp ? shiftedNumber(value) : shiftedDate(value));
        } catch (DateTimeException | NumberFormatException e) {
            throw new RowRejectedException("Field " + field + " of " + row.document() + " holds no date", e);
        }
    }

    private String shiftedNumber(String value) {
        return Long.toString(Math.addExact(Long.parseLong(value), (long) hours * HOUR_SECONDS));
    }

    private String shiftedDate(String value) {
        return DateText.print(DateText.parse(value).plusHours(hours));
    }

    /** Makes {@link Timezone}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Timezone", "Shifts a date or timestamp by whole hours.")
                    .required("offset", "hours: `+3`, `-7`, `5`; at most 12")
                    .example("offset=+12", "2015-10-06 12:56:36", "2015-10-07 00:56:36")
                    .example("offset=1, column type int", "1447683513", "1447687113");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            String type = binding.table()
                    .column(binding.field())
                    .map(Column::baseType)
                    .orElse("");
            if (!NUMBERS.contains(type) && !DATES.contains(type)) {
                throw new HandlerParameterException("Timezone cannot shift " + binding.field() + " of type " + type
                        + ": bind it to a column of type int, timestamp or datetime");
            }
            return new Timezone(binding.field(), hours(binding.required("offset")), NUMBERS.contains(type));
        }

        private static int hours(String offset) {
            try {
                int hours = offset.isEmpty() ? 0 : Integer.parseInt(offset);
                if (hours <= MAX_HOURS) {
                    return hours;
                }
            } catch (NumberFormatException e) {
                throw new HandlerParameterException(
                        "Parameter offset is '" + offset + "': write whole hours, such as -7");
            }
            throw new HandlerParameterException("Parameter offset is '" + offset + "': at most 12 hours are allowed");
        }
    }
}
