package dev.gangway.core.handler.eav;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets the shop's own attributes apply to all product types; other attributes keep what the target has. */
public final class ApplyTo implements Handler {
    private final String field;
    private final DerivedLookup<Set<String>> userDefined = SourceAttributes.userDefined();

    ApplyTo(String field) {
        this.field = field;
    }

    @Override
    public List<LookedUp> lookedUp() {
        return userDefined.inputs();
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        boolean isNew = PhpText.isFalsy(opposite.get("attribute_id"));
        boolean reset = isNew && isUserDefined(row.text("attribute_id"), context);
        row.set(field, reset ? null : opposite.get(field));
    }

    private boolean isUserDefined(@Nullable String id, HandlerContext context) {
        return id != null && userDefined.get(context.lookups()).contains(id);
    }

    /** Makes {@link ApplyTo}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "EavAttribute\\ApplyTo", "Lets the shop's own attributes apply to all product types.")
                    .example("a user-defined attribute that the target does not have", "simple", "NULL");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new ApplyTo(binding.field());
        }
    }
}
