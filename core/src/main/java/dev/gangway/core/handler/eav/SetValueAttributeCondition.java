package dev.gangway.core.handler.eav;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.value.SetValue;

/** Makes handlers that set a value in the rows of one attribute; other attributes stay as they are. */
public final class SetValueAttributeCondition implements DescribedHandlerFactory {

    @Override
    public HandlerDescription description() {
        return HandlerDescription.of("SetValueAttributeCondition", "Sets a value in the rows of one attribute.")
                .required("attributeCode", "code of the attribute, in any entity type")
                .required("value", "the value; `NULL` in any letter case is NULL")
                .example("attributeCode=custom_design value=NULL", "default/blank", "NULL");
    }

    @Override
    public Handler create(HandlerBinding binding) {
        String value = binding.required("value");
        var set = new SetValue(binding.field(), value.equalsIgnoreCase("NULL") ? null : value);
        return new AttributeCondition(SourceAttributes.withCode(binding.required("attributeCode")), set);
    }
}
