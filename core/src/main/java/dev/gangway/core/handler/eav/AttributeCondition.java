package dev.gangway.core.handler.eav;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.row.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Runs another handler only for rows whose attribute_id is one of a set. */
record AttributeCondition(DerivedLookup<Set<String>> attributes, Handler handler) implements Handler {

    @Override
    public List<LookedUp> lookedUp() {
        var all = new ArrayList<>(attributes.inputs());
        all.addAll(handler.lookedUp());
        return all;
    }

    @Override
    public void prefetch(Collection<Row> rows, Lookups lookups) {
        handler.prefetch(rows, lookups);
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String id = row.text("attribute_id");
        if (id != null && attributes.get(context.lookups()).contains(id)) {
            handler.handle(row, opposite, context);
        }
    }
}
