package dev.gangway.derivations.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.problem.Place;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.HandlerSpec;
import dev.gangway.core.rules.SettingsRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingsMergeTest {
    private static final Layout LAYOUT =
            new Layout("core_config_data", List.of("config_id", "scope", "scope_id", "path", "value", "updated_at"));
    private static final Place HERE = new Place("settings.xml", 1);

    private final List<String> listed = new ArrayList<>();

    @Test
    void mergesAsTheShippedRulesSay() {
        // Given
        var rules = new SettingsRules(List.of(
                new SettingsRules.Ignore(HERE, "dev/log/active"),
                new SettingsRules.Rename(
                        HERE, "design/head/default_robots", "design/search_engine_robots/default_robots"),
                new SettingsRules.Transform(
                        HERE, "catalog/seo/product_url_suffix", new HandlerSpec("Settings\\UrlSuffix", Map.of()))));
        List<Row> source = List.of(
                row("default", "0", "design/head/default_robots", "NOINDEX"),
                row("stores", "1", "catalog/seo/product_url_suffix", "html"),
                row("default", "0", "dev/log/active", "1"));
        List<Row> target = List.of(
                row("default", "0", "web/seo/use_rewrites", "1"),
                row("stores", "1", "catalog/seo/product_url_suffix", ".htm"));

        // When
        List<Row> merged = merge(rules).merge(source, target, LAYOUT);

        // Then
        assertThat(merged.stream().map(SettingsMergeTest::text))
                .containsExactly(
                        "1 default 0 web/seo/use_rewrites 1",
                        "2 stores 1 catalog/seo/product_url_suffix .html",
                        "3 default 0 design/search_engine_robots/default_robots NOINDEX");
    }

    @Test
    void lastOfSeveralPathsRenamedToOneWins() {
        // Given
        var rules = new SettingsRules(List.of(new SettingsRules.Rename(HERE, "a/b/old", "a/b/new")));

        // When
        List<Row> merged = merge(rules)
                .merge(
                        List.of(row("default", "0", "a/b/new", "1"), row("default", "0", "a/b/old", "2")),
                        List.of(),
                        LAYOUT);

        // Then
        assertThat(merged.stream().map(SettingsMergeTest::text)).containsExactly("1 default 0 a/b/new 2");
    }

    @Test
    void takesForOneWhatTheTablesUniqueKeyTakesForEqual() {
        // Given
        List<Row> source = List.of(
                row("default", "0", "Web/Url/key", "m1"),
                row("STORES", "1", "a/b/c ", "of a store"),
                row("Websites", "0", "only/m1/x", "alone"));
        List<Row> target = List.of(row("default", "0", "web/url/key", "m2"), row("stores", "1", "a/b/c", "m2"));

        // When
        List<Row> merged = merge(new SettingsRules(List.of())).merge(source, target, LAYOUT);

        // Then
        assertThat(merged.stream().map(SettingsMergeTest::text))
                .containsExactly(
                        "1 default 0 web/url/key m1", "2 stores 1 a/b/c of a store", "3 Websites 0 only/m1/x alone");
        assertThat(listed)
                .containsExactly(
                        "scope or path is spelled as the row has it that sets the same: config_id=9",
                        "scope or path is spelled as the row has it that sets the same: config_id=9",
                        "Magento does not read a setting whose scope or path is spelled like this: config_id=9");
    }

    @Test
    void prefersWhatMagento1ReadsAndThenTheLaterOneOfSeveralThatSetTheSame() {
        // Given
        List<Row> source = List.of(
                row("default", "0", "a/b/c", "read"),
                row("DEFAULT", "0", "a/b/c", "not read"),
                row("default", "0", "x/y/z ", "not read"),
                row("default", "0", "x/y/z", "read"),
                row("DEFAULT", "0", "1/2/3", "earlier"),
                row("Default", "0", "1/2/3", "later"),
                row("default", "0", "p/q/r", "read"),
                row("default", "0", "P/Q/R", "not read"),
                row("default", "0", "p/q/\u00e8", "not read"),
                row("default", "0", "p/q/e", "read"));

        // When
        List<Row> merged = merge(new SettingsRules(List.of())).merge(source, List.of(), LAYOUT);

        // Then
        assertThat(merged.stream().map(row -> row.text("value")))
                .containsExactly("read", "read", "later", "read", "read");
        assertThat(listed)
                .filteredOn("row left out: another row sets the same: config_id=9"::equals)
                .hasSize(5);
    }

    @Test
    void leavesSettingsOfScopesThatDoNotExistBehindOnEitherSide() {
        // Given
        var scopes = new SettingsScopes(Optional.of(Set.of("0", "1")), Optional.of(Set.of("0", "3")));
        var merge = new SettingsMerge(
                new SettingsRules(List.of()), path -> suffix(), new NoContext(), scopes, new Listing());

        // When
        List<Row> merged = merge.merge(
                List.of(
                        row("websites", "1", "a/b/c", "x"),
                        row("websites", "3", "a/b/c", "x"),
                        row("stores", "3", "a/b/c", "x"),
                        row("stores", "1", "a/b/c", "x"),
                        row("groups", "1", "a/b/c", "x")),
                List.of(row("stores", "77", "a/b/c", "m2"), row("default", "0", "a/b/c", "m2")),
                LAYOUT);

        // Then
        assertThat(merged.stream().map(SettingsMergeTest::text))
                .containsExactly("1 default 0 a/b/c m2", "2 websites 1 a/b/c x", "3 stores 3 a/b/c x");
        assertThat(listed)
                .containsExactly(
                        "row left out: the store does not exist: Magento 2's config_id=9",
                        "row left out: the website does not exist: config_id=9",
                        "row left out: the store does not exist: config_id=9",
                        "row left out: there is no such scope: config_id=9");
    }

    @Test
    void looksForAHandlerUnderThePathOfTheSourceAlsoWhenItIsRenamed() {
        // Given
        var handler = new HandlerSpec("Settings\\UrlSuffix", Map.of());
        var rules = new SettingsRules(List.of(
                new SettingsRules.Rename(HERE, "a/b/old", "a/b/new"),
                new SettingsRules.Transform(HERE, "a/b/old", handler),
                new SettingsRules.Transform(HERE, "a/b/other", handler),
                new SettingsRules.Rename(HERE, "a/b/third", "a/b/other")));

        // When
        List<Row> merged = merge(rules)
                .merge(
                        List.of(row("default", "0", "a/b/old", "1"), row("default", "0", "a/b/third", "3")),
                        List.of(),
                        LAYOUT);

        // Then
        assertThat(merged.stream().map(SettingsMergeTest::text))
                .containsExactly("1 default 0 a/b/new .1", "2 default 0 a/b/other 3");
    }

    @Test
    void tellsScopesApartAndGivesTheHandlerTheTargetsRow() {
        // Given
        var rules = new SettingsRules(
                List.of(new SettingsRules.Transform(HERE, "a/b/c", new HandlerSpec("Settings\\Template", Map.of()))));
        Handler fromTarget = (row, opposite, context) -> row.set("value", opposite.text("value") + "!");
        List<Row> source = List.of(row("default", "0", "a/b/c", "x"), row("stores", "2", "a/b/c", "y"));
        List<Row> target = List.of(row("stores", "2", "a/b/c", "m2"), row("stores", "1", "a/b/c", "kept"));

        // When
        List<Row> merged = new SettingsMerge(
                        rules, path -> fromTarget, new NoContext(), SettingsScopes.ANY, new Listing())
                .merge(source, target, LAYOUT);

        // Then
        assertThat(merged.stream().map(SettingsMergeTest::text))
                .containsExactly("1 stores 2 a/b/c m2!", "2 stores 1 a/b/c kept", "3 default 0 a/b/c null!");
    }

    private SettingsMerge merge(SettingsRules rules) {
        return new SettingsMerge(rules, path -> suffix(), new NoContext(), SettingsScopes.ANY, new Listing());
    }

    private static Handler suffix() {
        return (row, opposite, context) -> row.set("value", "." + row.text("value"));
    }

    private static Row row(String scope, String scopeId, String path, String value) {
        return Row.full(LAYOUT, new Object[] {"9", scope, scopeId, path, value, "2020-01-01 00:00:00"});
    }

    private static String text(Row row) {
        return String.join(
                " ",
                row.text("config_id"),
                row.text("scope"),
                row.text("scope_id"),
                row.text("path"),
                row.text("value"));
    }

    private final class Listing implements LossCounter {
        @Override
        public void count(String table, String field, String reason) {
            listed.add(reason);
        }

        @Override
        public void countKey(String table, String field, String reason, String key) {
            listed.add(reason + ": " + key);
        }
    }

    private static final class NoContext implements HandlerContext {
        @Override
        public Lookups lookups() {
            throw new IllegalStateException("No look-ups here");
        }

        @Override
        public void emit(String targetTable, Map<String, @Nullable Object> fields) {}

        @Override
        public void warn(String field, String reason) {}
    }
}
