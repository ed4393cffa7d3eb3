package dev.gangway.core.handler.eav;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.value.Convert;
import dev.gangway.core.handler.value.ValueMap;

/** Makes handlers that replace single values of one attribute, such as page layouts; other attributes stay as they are. */
public final class ConvertEavValue implements DescribedHandlerFactory {

    @Override
    public HandlerDescription description() {
        return HandlerDescription.of("ConvertEavValue", "Replaces single values of one attribute by others.")
                .required("map", "pairs of old and new value: `[old:new;old:new]`")
                .required("attributeCode", "code of the attribute, in any entity type")
                .example("attributeCode=page_layout map=[one_column:1column]", "one_column", "1column");
    }

    @Override
    public Handler create(HandlerBinding binding) {
        var convert = new Convert(binding.field(), ValueMap.parse(binding.required("map")), null);
        return new AttributeCondition(SourceAttributes.withCode(binding.required("attributeCode")), convert);
    }
}
