package dev.gangway.core.handler.design;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.row.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Does for the design of products and categories, which are attributes, what the handlers of this package do for columns. */
public final class DesignAttributes implements Handler {
    private final Map<String, Handler> handlers;
    private final DerivedLookup<Map<String, Handler>> byAttribute = DerivedLookup.of(
            LookedUp.by("attribute_id", "eav_attribute", "attribute_id", "attribute_code"), this::byId);

    DesignAttributes(String field) {
        this.handlers = Map.of(
                "custom_design", new Theme(field),
                "page_layout", new PageLayout(field, false),
                "custom_layout_update", new LayoutUpdate(field));
    }

    private Map<String, Handler> byId(List<Row> attributes) {
        var ids = new HashMap<String, Handler>();
        for (Row attribute : attributes) {
            String id = attribute.text("attribute_id");
            Handler handler = handlers.get(String.valueOf(attribute.text("attribute_code")));
            if (id != null && handler != null) {
                ids.put(id, handler);
            }
        }
        return ids;
    }

    @Override
    public List<LookedUp> lookedUp() {
        return byAttribute.inputs();
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String id = row.text("attribute_id");
        Handler handler = id == null ? null : byAttribute.get(context.lookups()).get(id);
        if (handler != null) {
            handler.handle(row, opposite, context);
        }
    }

    /** Makes {@link DesignAttributes}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "Design\\Attributes",
                            "Leaves behind themes and layout instructions in the rows of `custom_design` and"
                                    + " `custom_layout_update`, and gives those of `page_layout` their names of Magento 2.")
                    .example("attribute custom_design", "rwd/default", "NULL")
                    .example("attribute page_layout", "one_column", "1column");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new DesignAttributes(binding.field());
        }
    }
}
