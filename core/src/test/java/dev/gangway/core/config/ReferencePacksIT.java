package dev.gangway.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gangway.core.problem.Problem;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every configuration pack of Magento's own tool, unmodified, loads with all its rule files. */
class ReferencePacksIT {
    private static final String NOT_WELL_FORMED = "commerce-to-commerce/1.11.0.0/config.xml.dist";

    private static Path folder = Path.of("");
    private static List<Path> configs = List.of();

    @BeforeAll
    static void unpack(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        String golden = System.getProperty("gangway.golden", "");
        assumeThat(golden).as("folder with reference data").isNotBlank();
        Path archive = Path.of(golden, "data", "peer-config.tar.xz");
        Process tar = new ProcessBuilder("tar", "-xJf", archive.toString(), "-C", folder.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tar.exitValue()).isZero();
        try (Stream<Path> files = Files.walk(folder)) {
            configs = files.filter(file -> file.endsWith("config.xml.dist"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void loadsEveryPackButTheOneThatIsNotWellFormed() {
        // When
        Map<String, List<Problem>> problems = new TreeMap<>();
        configs.forEach(config -> problems.put(nameOf(config), problemsOf(config)));

        // Then
        assertThat(problems).hasSize(102);
        List<Problem> bad = problems.remove(NOT_WELL_FORMED);
        assertThat(problems.values()).allMatch(List::isEmpty);
        assertThat(bad).singleElement().satisfies(problem -> {
            assertThat(problem.place().line()).isEqualTo(91);
            assertThat(problem.message())
                    .startsWith("The file is not well-formed XML: ")
                    .endsWith(" (within <step>, which starts in line 85)");
        });
    }

    @Test
    void readsEveryRuleFileOfAPack() {
        // Given
        Path config = folder.resolve("etc/opensource-to-opensource/1.9.4.5/config.xml.dist");
        Problems problems = new Problems();

        // When
        Optional<RuleFiles> files = read(config, problems).map(read -> RuleFiles.read(read, problems));

        // Then
        assertThat(problems.all()).isEmpty();
        assertThat(files).hasValueSatisfying(read -> {
            assertThat(read.map(OptionName.MAP_FILE).allRules()).hasSizeGreaterThan(500);
            assertThat(read.settings().isIgnored("dev/log/active")).isTrue();
            assertThat(read.classMap().pairs()).isNotEmpty();
            assertThat(read.groups(OptionName.DELTA_DOCUMENT_GROUPS_FILE).names())
                    .contains("delta_map");
        });
    }

    private static List<Problem> problemsOf(Path config) {
        Problems problems = new Problems();
        read(config, problems).ifPresent(read -> RuleFiles.read(read, problems));
        return problems.all();
    }

    private static Optional<MigrationConfig> read(Path config, Problems problems) {
        var environment = new ConfigEnvironment(Map.of(), folder.resolve("elsewhere"), Optional.empty());
        return MigrationConfig.read(config, environment, problems);
    }

    private static String nameOf(Path config) {
        return folder.resolve("etc").relativize(config).toString();
    }
}
