package dev.gangway.core.plan.routes;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.login.HashKind;
import dev.gangway.core.row.Row;
import java.util.List;

/**
 * Counts the passwords of customers who cannot log in any more with them: of kinds that Magento 2 does not verify, unless its
 * module that does is installed. Changes nothing.
 */
record LostLogin(DerivedLookup<MovedAttributes> moved, boolean moduleInstalled) implements Handler {
    static final String NAME = "Customer\\LostLogin";

    @Override
    public List<LookedUp> lookedUp() {
        return moved.inputs();
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String password = moved.get(context.lookups()).passwordId();
        if (password.isEmpty() || !password.equals(row.text("attribute_id"))) {
            return;
        }
        HashKind kind = HashKind.of(row.text("value"));
        if (kind.isLost() && !(moduleInstalled && kind.worksWithModule())) {
            context.warn(
                    "value",
                    "a password stored as " + kind.title()
                            + ", which Magento 2 does not verify: a new password is needed (gangway logins)");
        }
    }
}
