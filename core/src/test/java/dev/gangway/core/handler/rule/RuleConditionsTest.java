package dev.gangway.core.handler.rule;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.handler.HandlerFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleConditionsTest {

    @ParameterizedTest
    @CsvSource({
        "salesrule/rule_condition_combine,1,1,0",
        "vendor/rule_condition_points,1,0,1",
        "vendor/rule_condition_points,0,0,0",
        "Vendor\\Rule\\Points,1,1,0",
    })
    void switchesOffRulesThatMagento2CannotTry(String type, String before, String after, int reported) {
        HandlerFixture fixture = handler(new RuleConditions.Factory())
                .on("salesrule", "conditions_serialized")
                .mapped("salesrule/rule_condition_combine", "Magento\\SalesRule\\Model\\Rule\\Condition\\Combine");
        String conditions = "a:1:{s:4:\"type\";s:" + type.length() + ":\"" + type + "\";}";

        var row = fixture.applyTo("is_active", before, "conditions_serialized", conditions);

        assertThat(row.text("is_active")).isEqualTo(after);
        assertThat(row.text("conditions_serialized")).isEqualTo(conditions);
        assertThat(fixture.warnings).hasSize(reported);
    }
}
