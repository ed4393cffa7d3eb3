package dev.gangway.core.handler.eav;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.row.Row;
import java.util.Set;

/** Runs another handler only for rows whose attribute_id is one of a set. */
record AttributeCondition(DerivedLookup<Set<String>> attributes, Handler handler) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String id = row.text("attribute_id");
        if (id != null && attributes.get(context.lookups()).contains(id)) {
            handler.handle(row, opposite, context);
        }
    }
}
