package dev.gangway.core.handler.rule;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Switches off price rules with a condition whose class Magento 2 does not have: each cart that such a rule is tried on would
 * fail. Changes nothing else.
 */
public record RuleConditions(String field, Map<String, String> classes) implements Handler {
    static final String SWITCHED_OFF = "a rule with a condition that Magento 2 does not have was switched off";

    private static final String ACTIVE = "is_active";
    private static final Pattern TYPE = Pattern.compile("s:4:\"type\";s:\\d{1,4}:\"([\\w-]{1,99}/[\\w-]{1,99})\"");

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String conditions = row.text(field);
        if (conditions == null || !row.isSet(ACTIVE)) {
            return;
        }
        Matcher type = TYPE.matcher(conditions);
        while (type.find()) {
            if (classes.getOrDefault(type.group(1), "").isEmpty()) {
                if (!"0".equals(row.text(ACTIVE))) {
                    context.warn(field, SWITCHED_OFF);
                }
                row.set(ACTIVE, "0");
                return;
            }
        }
    }

    /** Makes {@link RuleConditions}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                    "Rule\\Conditions", "Switches off rules with a condition whose class Magento 2 does not have.");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new RuleConditions(binding.field(), binding.environment().classMap());
        }
    }
}
