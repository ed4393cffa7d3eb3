package dev.gangway.app.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PackCatalogTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final PackCatalog CATALOG = new PackCatalog(HOME);

    static Stream<Pack> packs() {
        return CATALOG.packs().stream();
    }

    @ParameterizedTest
    @MethodSource("packs")
    void writesAConfigurationThatLoadsForEveryPack(Pack pack, @TempDir Path folder) throws IOException {
        // Given
        Path file = folder.resolve("my.xml");
        List<Setting> login = List.of(
                new Setting("host", "db & co", Origin.GIVEN, ""),
                new Setting("name", "m1", Origin.GIVEN, ""),
                new Setting("user", "u", Origin.GIVEN, ""),
                new Setting("password", "${env:SECRET}", Origin.GIVEN, "from the environment"));
        var written = new Written(
                Optional.of("shop-1"),
                pack,
                Origin.DETECTED,
                login,
                login,
                List.of(
                        new Setting("source_prefix", "m1_", Origin.DETECTED, "by the names of tables"),
                        new Setting("dest_prefix", "", Origin.DETECTED, "the tables have none"),
                        new Setting("crypt_key", "", Origin.DEFAULT, "empty")),
                new Setting("mode", "triggers", Origin.GIVEN, ""),
                List.of("a -- line"));

        // When
        Files.writeString(file, new ConfigText(written, file).toString());
        var problems = new Problems();
        var environment = new ConfigEnvironment(Map.of("SECRET", "x"), folder, Optional.of(HOME));
        Optional<MigrationConfig> config = MigrationConfig.read(file, environment, problems);
        config.ifPresent(read -> RuleFiles.read(read, problems));

        // Then
        assertThat(problems.all()).isEmpty();
        MigrationConfig read = config.orElseThrow();
        assertThat(read.sourceId()).isEqualTo("shop-1");
        assertThat(read.source().prefix()).isEqualTo("m1_");
        assertThat(read.source().host()).isEqualTo("db & co");
        assertThat(read.options().text(OptionName.EDITION_NUMBER))
                .hasValue(pack.release().toString());
        assertThat(read.options().text(OptionName.EDITION_MIGRATE))
                .hasValue(Pack.editions(pack.source(), pack.target()));
        assertThat(Files.readString(file)).contains("<!-- given", "<!-- detected", "<!-- default");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENSOURCE, 1.9.3.0,        , OPENSOURCE, opensource-to-opensource/1.9.4.5",
        "OPENSOURCE, 1.8.0.0, 1.9.2.0, OPENSOURCE, opensource-to-opensource/1.9.1.1",
        "OPENSOURCE,        , 1.6.1.0, COMMERCE, opensource-to-commerce/1.6.0.0",
        "COMMERCE, 1.13.0.0, 1.14.1.0, COMMERCE, commerce-to-commerce/1.14.0.1",
        "OPENSOURCE,        ,        , OPENSOURCE, opensource-to-opensource/1.9.4.5",
        "OPENSOURCE, 1.9.3.5, 1.9.3.6, OPENSOURCE, opensource-to-opensource/1.9.3.4",
        "OPENSOURCE, 1.9.4.9,        , OPENSOURCE, opensource-to-opensource/1.9.4.5"
    })
    void choosesTheNewestReleaseThatTheSourceMayBeOf(
            Edition source, @Nullable String from, @Nullable String before, Edition target, String pack) {
        List<Pack> fitting = CATALOG.fitting(shop(source, from, before), shop(target, "2.4.5", null));

        assertThat(fitting.get(fitting.size() - 1).name()).isEqualTo(pack);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "opensource-to-opensource/1.9.1.1 | No pack: opensource-to-opensource/1.9.1.1 is for 1.9.1.1, but the source looks like Magento Open Source 1.9.3.0 or later (likely) (table x); opensource-to-opensource/1.9.4.5 fits",
                "commerce-to-commerce/1.14.4.5 | No pack: commerce-to-commerce/1.14.4.5 is for a source of Magento Commerce, but this one is Magento Open Source 1.9.3.0 or later (likely); opensource-to-opensource/1.9.4.5 fits",
                "opensource-to-commerce/1.9.4.5 | No pack: opensource-to-commerce/1.9.4.5 is for a target of Magento Commerce, but this one is Magento Open Source 2.4.5 or later (likely); opensource-to-opensource/1.9.4.5 fits",
                "opensource-to-opensource/1.9.4.6 | No pack: there is no pack \"opensource-to-opensource/1.9.4.6\"; opensource-to-opensource/1.9.4.5 fits"
            })
    void refusesAPackThatDoesNotMatchAndNamesTheOneThatDoes(String name, String message) {
        Shop source = shop(Edition.OPENSOURCE, "1.9.3.0", null);
        Shop target = shop(Edition.OPENSOURCE, "2.4.5", null);

        assertThatThrownBy(() -> CATALOG.named(name, source, target))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PACK_MISMATCH))
                .hasMessage(message);
        assertThat(CATALOG.named("opensource-to-opensource/1.9.3.4", source, target)
                        .release())
                .isEqualTo(Release.of("1.9.3.4"));
    }

    @Test
    void refusesATargetOfAnotherGeneration() {
        Shop source = shop(Edition.OPENSOURCE, "1.9.3.0", null);

        assertThatThrownBy(() -> CATALOG.fitting(source, shop(Edition.OPENSOURCE, "2.3.0", "2.4.0")))
                .hasMessage(
                        "No pack: every pack leads to Magento 2.4, but the target looks like Magento Open Source 2.3.0 or"
                                + " later, before 2.4.0 (likely) (table x); install Magento 2.4 as the target");
        assertThatThrownBy(() -> CATALOG.fitting(source, shop(Edition.OPENSOURCE, "2.5.1", null)))
                .hasMessageEndingWith("or use a newer Gangway");
        assertThatThrownBy(() -> CATALOG.fitting(
                        shop(Edition.COMMERCE, "1.14.3.0", null), shop(Edition.OPENSOURCE, "2.4.0", null)))
                .hasMessageContaining("no pack leads from Magento Commerce 1 to Magento Open Source 2");
    }

    private static Shop shop(Edition edition, @Nullable String from, @Nullable String before) {
        var releases = new ReleaseRange(
                Optional.ofNullable(from).map(Release::of),
                Optional.ofNullable(before).map(Release::of),
                Sureness.LIKELY,
                List.of("table x"));
        return new Shop(edition, releases, "", true);
    }
}
