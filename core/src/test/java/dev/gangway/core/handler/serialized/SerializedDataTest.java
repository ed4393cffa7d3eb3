package dev.gangway.core.handler.serialized;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gangway.core.handler.HandlerFixture;
import dev.gangway.core.handler.RowRejectedException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerializedDataTest {

    private static HandlerFixture rules() {
        return handler("Rule\\SerializedData")
                .mapped("catalogrule/rule_condition_combine", "Magento\\CatalogRule\\Model\\Rule\\Condition\\Combine")
                .mapped("a/b", "B")
                .mapped("a/empty", "");
    }

    @ParameterizedTest
    @MethodSource
    void replacesClassNames(String before, String after) {
        assertThat(rules().strict().apply(before)).isEqualTo(after);
        assertThat(rules().apply(before)).isEqualTo(after);
    }

    static Stream<Arguments> replacesClassNames() {
        return Stream.of(
                arguments(
                        "a:1:{s:4:\"type\";s:34:\"catalogrule/rule_condition_combine\";}",
                        "a:1:{s:4:\"type\";s:48:\"Magento\\CatalogRule\\Model\\Rule\\Condition\\Combine\";}"),
                arguments(
                        "a:1:{i:0;a:2:{i:0;s:3:\"a/b\";i:1;s:3:\"a/c\";}}",
                        "a:1:{i:0;a:2:{i:0;s:1:\"B\";i:1;s:3:\"a/c\";}}"),
                arguments("a:1:{s:3:\"a/b\";i:1;}", "a:1:{s:3:\"a/b\";i:1;}"),
                arguments("a:1:{i:0;s:7:\"a/empty\";}", "a:1:{i:0;s:7:\"a/empty\";}"),
                arguments(
                        "a:1:{i:0;O:3:\"Foo\":1:{s:1:\"x\";s:3:\"a/b\";}}",
                        "a:1:{i:0;O:3:\"Foo\":1:{s:1:\"x\";s:3:\"a/b\";}}"),
                arguments("a:1:{i:0;d:0.10000000000000001;}", "a:1:{i:0;d:0.1;}"),
                arguments("a:2:{i:0;d:1E+25;i:1;b:1;}trailing", "a:2:{i:0;d:1.0E+25;i:1;b:1;}"),
                arguments("a:2:{i:0;s:3:\"a/b\";i:1;R:2;}", "a:2:{i:0;s:1:\"B\";i:1;R:2;}"),
                arguments("a:2:{i:0;s:3:\"a/b\";i:1;s:3:\"a/b\";}", "a:2:{i:0;s:1:\"B\";i:1;s:1:\"B\";}"),
                arguments(
                        "a:4:{i:0;s:3:\"a/b\";i:1;s:3:\"a/b\";i:2;s:1:\"x\";i:3;R:4;}",
                        "a:4:{i:0;s:1:\"B\";i:1;s:1:\"B\";i:2;s:1:\"x\";i:3;R:4;}"),
                arguments("a:3:{i:0;N;i:0;N;i:1;R:3;}", "a:2:{i:0;N;i:1;R:2;}"),
                arguments("a:1:{s:1:\"5\";N;}", "a:1:{i:5;N;}"),
                arguments("a:1:{i:0;s:3:\"é\u0001\";}", "a:1:{i:0;s:3:\"é\u0001\";}"),
                arguments("s:3:\"a/b\";", "s:3:\"a/b\";"),
                arguments("i:5;", "i:5;"),
                arguments("", ""),
                arguments(null, null));
    }

    @Test
    void floatsAreRoundedAsInMagentoTwoWhenStrict() {
        assertThat(rules().strict().apply("a:1:{i:0;d:5.8800000000000008;}")).isEqualTo("a:1:{i:0;d:5.88;}");
        assertThat(rules().apply("a:1:{i:0;d:5.8800000000000008;}")).isEqualTo("a:1:{i:0;d:5.880000000000001;}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "a:1:{i:0;i:1;"})
    void rejectsRulesThatCannotBeRead(String before) {
        assertThatThrownBy(() -> rules().apply(before))
                .isInstanceOf(RowRejectedException.class)
                .hasMessageStartingWith("Field value of some_table is not valid PHP-serialized text (");
    }

    @Test
    void keepsJsonAndRepairsLengthsUnlessStrict() {
        assertThat(rules().apply("{\"a\":1}")).isEqualTo("{\"a\":1}");
        assertThat(rules().apply("a:1:{i:0;s:9:\"a/b\";}")).isEqualTo("a:1:{i:0;s:1:\"B\";}");
        assertThatThrownBy(() -> rules().strict().apply("{\"a\":1}")).isInstanceOf(RowRejectedException.class);
        assertThatThrownBy(() -> rules().strict().apply("a:1:{i:0;s:9:\"a/b\";}"))
                .isInstanceOf(RowRejectedException.class);
    }
}
