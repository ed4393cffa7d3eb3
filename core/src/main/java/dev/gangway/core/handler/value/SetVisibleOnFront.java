package dev.gangway.core.handler.value;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import org.jspecify.annotations.Nullable;

/** Hides order states that customers should not see: sets {@code visible_on_front}, whatever field the rule names. */
public record SetVisibleOnFront() implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        row.set("visible_on_front", isHidden(row.text("status"), row.text("state")) ? "0" : "1");
    }

    private static boolean isHidden(@Nullable String status, @Nullable String state) {
        return "pending_payment".equals(state) || ("processed_ogone".equals(status) && "processing".equals(state));
    }

    /** Makes {@link SetVisibleOnFront}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "SalesOrderStatusState\\SetVisibleOnFront",
                            "Sets visible_on_front: 0 for states that customers should not see, else 1.")
                    .example("state=pending_payment", "", "0")
                    .example("state=processing status=processed_ogone", "", "0")
                    .example("state=new", "", "1");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new SetVisibleOnFront();
        }
    }
}
