package dev.gangway.core.handler.store;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.row.Row;
import java.util.List;
import java.util.Optional;

/** Sets the source's default website: the column of the field's name in its row; NULL when there is none. */
public final class SetDefaultWebsiteId implements Handler {
    private final String field;
    private final DerivedLookup<Optional<String>> website;

    SetDefaultWebsiteId(String field) {
        this.field = field;
        this.website = DerivedLookup.of(
                LookedUp.whole("core_website", "website_id", "is_default", field), rows -> rows.stream()
                        .filter(row -> "1".equals(row.text("is_default")))
                        .findFirst()
                        .map(row -> row.text(field)));
    }

    @Override
    public List<LookedUp> lookedUp() {
        return website.inputs();
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        row.set(field, website.get(context.lookups()).orElse(null));
    }

    /** Makes {@link SetDefaultWebsiteId}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("SetDefaultWebsiteId", "Sets the source's default website.")
                    .example("website 1 is the default", "", "1");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new SetDefaultWebsiteId(binding.field());
        }
    }
}
