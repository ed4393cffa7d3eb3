package dev.gangway.core.handler.eav;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import java.util.List;
import java.util.Set;

/**
 * In strict mode makes products' multiple-select attributes {@code varchar}, as the old tool does. By default they keep their
 * type: Magento 2 itself has them as {@code text} since 2.3, which holds choices of any length.
 */
public final class BackendTypeForMultiselect implements Handler {
    private final String field;
    private final DerivedLookup<Set<String>> productType = SourceAttributes.typeId("catalog_product");

    private final boolean strict;

    BackendTypeForMultiselect(String field, boolean strict) {
        this.field = field;
        this.strict = strict;
    }

    @Override
    public List<LookedUp> lookedUp() {
        return productType.inputs();
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        if (!strict) {
            return;
        }
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
                            "Says in which table the values of products' multiple-select attributes are.")
                    .deviation("they stay where they are (strict: they are cut to 255 characters and become varchar)")
                    .example("frontend_input=multiselect, a product attribute", "text", "text");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new BackendTypeForMultiselect(
                    binding.field(), binding.environment().compatibility() == Compatibility.STRICT);
        }
    }
}
