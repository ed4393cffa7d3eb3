package dev.gangway.core.handler.eav;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import java.util.Set;

/** Makes products' multiple-select attributes {@code varchar}; other attributes keep their type. */
public final class BackendTypeForMultiselect implements Handler {
    private final String field;
    private final DerivedLookup<Set<String>> productType = SourceAttributes.typeId("catalog_product");

    BackendTypeForMultiselect(String field) {
        this.field = field;
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String type = row.text("entity_type_id");
        boolean multiselect = "multiselect".equals(row.text("frontend_input"));
        if (multiselect && type != null && productType.get(context.lookups()).contains(type)) {
            row.set(field, "varchar");
        }
    }

    /** Makes {@link BackendTypeForMultiselect}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "EavAttribute\\BackendTypeForMultiselect",
                            "Makes products' multiple-select attributes varchar.")
                    .example("frontend_input=multiselect, a product attribute", "text", "varchar");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new BackendTypeForMultiselect(binding.field());
        }
    }
}
