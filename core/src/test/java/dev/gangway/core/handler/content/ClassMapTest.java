package dev.gangway.core.handler.content;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassMapTest {

    @ParameterizedTest
    @CsvSource(
            value = {"a/b,B\\C", "a/empty,-", "x/y,-", "A/B,-", "'',-", "-,-"},
            nullValues = "-")
    void unknownClassesBecomeNull(String before, String after) {
        assertThat(handler("ClassMap")
                        .mapped("a/b", "B\\C")
                        .mapped("a/empty", "")
                        .apply(before))
                .isEqualTo(after);
    }
}
