package dev.gangway.core.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.MigrationException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerRegistryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\Migration\\Handler\\SerializeToJson\\ItemOption",
                "Migration\\Handler\\SerializeToJson\\ItemOption",
                "SerializeToJson\\ItemOption",
                "\\SerializeToJson\\ItemOption"
            })
    void findsHandlersByAnyFormOfTheirName(String className) {
        assertThat(HandlerRegistry.load().find(className).orElseThrow().name())
                .isEqualTo("SerializeToJson\\ItemOption");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\\", "convert", "Migration\\Handler\\", "Other\\Handler\\Convert", "ItemOption"})
    void knowsNoOtherNames(String className) {
        assertThat(HandlerRegistry.load().find(className)).isEmpty();
    }

    @Test
    void listsHandlersByName() {
        assertThat(HandlerRegistry.load().all())
                .extracting(HandlerFactory::name)
                .isSorted()
                .contains("Convert", "Encrypt");
    }

    @Test
    void refusesTwoFactoriesOfOneName() {
        assertThatThrownBy(() -> new HandlerRegistry(List.of(new Fake("A"), new Fake("\\Migration\\Handler\\A"))))
                .isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("Handler A is provided twice");
    }

    @Test
    void describesFactoriesThatOnlyNameTheirParameters() {
        assertThat(new Fake("A").description().requiredParameters()).containsExactly("one");
        assertThat(new Fake("A").description().optionalParameters()).containsExactly("two");
    }

    private record Fake(String name) implements HandlerFactory {
        @Override
        public Set<String> requiredParameters() {
            return Set.of("one");
        }

        @Override
        public Set<String> optionalParameters() {
            return Set.of("two");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return (row, opposite, context) -> {};
        }
    }
}
