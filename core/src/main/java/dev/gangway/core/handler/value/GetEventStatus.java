package dev.gangway.core.handler.value;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Sets whether a catalog event is open (0), upcoming (1) or closed (2) at this moment, from its dates. */
public record GetEventStatus(String field, Clock clock) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String now = DateText.ofEpochSecond(clock.instant().getEpochSecond());
        row.set(field, status(row.text("date_start"), row.text("date_end"), now));
    }

    private static String status(@Nullable String start, @Nullable String end, String now) {
        boolean started = start == null || start.compareTo(now) <= 0;
        boolean ended = end == null || end.compareTo(now) <= 0;
        if (started && !ended) {
            return "0";
        }
        boolean endsLater = end != null && end.compareTo(now) > 0;
        return !started && endsLater ? "1" : "2";
    }

    /** Makes {@link GetEventStatus}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "GetEventStatus", "Sets the status of a catalog event: 0 open, 1 upcoming, 2 closed.")
                    .example("date_start and date_end around now", "", "0")
                    .example("both dates later than now", "", "1");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new GetEventStatus(binding.field(), binding.environment().clock());
        }
    }
}
