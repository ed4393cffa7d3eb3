package dev.gangway.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.problem.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsRulesTest {
    private static final HandlerSpec FIRST = new HandlerSpec("First", Map.of());
    private static final HandlerSpec SECOND = new HandlerSpec("Second", Map.of());

    @ParameterizedTest
    @CsvSource({
        "a/b/*, a/b/c, true",
        "a/b/*, a/b/, false",
        "a/b*, a/b, false",
        "a/b*, a/bc/d, true",
        "*/pwd, x/y/pwd2, true",
        "a/b, a/b/c, false",
        "a/b, a/b, true",
        "a/b, A/b, false",
        "a.b*, axbc, false"
    })
    void ignoresPathsAsTheFormatAlwaysDid(String rule, String path, boolean ignored) {
        SettingsRules rules = new SettingsRules(List.of(new SettingsRules.Ignore(Place.NOWHERE, rule)));

        assertThat(rules.isIgnored(path)).isEqualTo(ignored);
    }

    @Test
    void letsTheFirstRenameAndTheFirstHandlerWin() {
        SettingsRules rules = new SettingsRules(List.of(
                new SettingsRules.Rename(Place.NOWHERE, "a", "b"),
                new SettingsRules.Rename(Place.NOWHERE, "a", "c"),
                new SettingsRules.Transform(Place.NOWHERE, "a", FIRST),
                new SettingsRules.Transform(Place.NOWHERE, "a", SECOND)));

        assertThat(rules.mappedPath("a")).isEqualTo("b");
        assertThat(rules.mappedPath("b")).isEqualTo("b");
        assertThat(rules.handler("a")).hasValue(FIRST);
        assertThat(rules.handler("b")).isEmpty();
    }

    @Test
    void letsIgnoreBeatRenameAndHandler() {
        SettingsRules rules = new SettingsRules(List.of(
                new SettingsRules.Rename(Place.NOWHERE, "a", "b"),
                new SettingsRules.Transform(Place.NOWHERE, "a", FIRST),
                new SettingsRules.Ignore(Place.NOWHERE, "a")));

        assertThat(rules.mappedPath("a")).isEqualTo("a");
        assertThat(rules.handler("a")).isEmpty();
    }
}
