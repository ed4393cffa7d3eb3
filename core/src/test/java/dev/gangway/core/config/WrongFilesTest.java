package dev.gangway.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.ClassMap;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.rules.SettingsRules;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each folder below {@code wrong} holds a file with one mistake, and what is told about it in {@code expected.txt}. */
class WrongFilesTest {
    private static final Map<String, BiConsumer<Path, Problems>> READERS = Map.of(
            "config.xml", WrongFilesTest::readConfig,
            "map.xml", MapRules::read,
            "settings.xml", SettingsRules::read,
            "groups.xml", Groups::read,
            "class-map.xml", ClassMap::read);

    @TestFactory
    Stream<DynamicTest> tellsEachMistakeAtItsLine() throws IOException {
        return cases().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    @Test
    void holdsEnoughCasesToMeanSomething() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(100);
    }

    @Test
    void findsNothingInTheFilesTheCasesAreMadeFrom() throws IOException {
        for (String file : READERS.keySet()) {
            assertThat(problems(root().resolve("good"), file)).as(file).isEmpty();
        }
    }

    private static void check(Path folder) throws IOException {
        // Given
        String file = READERS.keySet().stream()
                .filter(name -> Files.exists(folder.resolve(name)))
                .findFirst()
                .orElseThrow();
        String expected = Files.readString(folder.resolve("expected.txt"));

        // When
        String told = problems(folder, file);

        // Then
        assertThat(told).isEqualTo(expected).isNotEmpty();
    }

    private static String problems(Path folder, String file) {
        Problems problems = new Problems();
        Objects.requireNonNull(READERS.get(file)).accept(folder.resolve(file), problems);
        return problems.all().stream()
                .map(problem -> problem.severity() + " " + problem + "\n")
                .collect(Collectors.joining())
                .replace(folder + "/", "");
    }

    private static void readConfig(Path file, Problems problems) {
        var environment = new ConfigEnvironment(Map.of(), root(), Optional.empty());
        MigrationConfig.read(file, environment, problems).ifPresent(config -> RuleFiles.read(config, problems));
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(root())) {
            return folders.filter(folder -> !folder.endsWith("good")).sorted().toList();
        }
    }

    private static Path root() {
        try {
            URL url = Objects.requireNonNull(WrongFilesTest.class.getResource("/wrong"));
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
