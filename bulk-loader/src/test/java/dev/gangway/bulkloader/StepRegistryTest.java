package dev.gangway.bulkloader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.StepConfig;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepRegistryTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Map<String, String> VARIABLES = Map.of(
            "GANGWAY_SOURCE_PASSWORD", "a",
            "GANGWAY_TARGET_PASSWORD", "b",
            "GANGWAY_CRYPT_KEY", "0123456789abcdef0123456789abcdef");

    @ParameterizedTest
    @ValueSource(strings = {"opensource-to-opensource", "opensource-to-commerce", "commerce-to-commerce"})
    void canDoEveryStepOfEveryPack(String edition) throws IOException {
        StepRegistry registry = StepRegistry.standard();
        var unknown = new ArrayList<String>();
        int seen = 0;
        for (Path file : packs(edition)) {
            MigrationConfig config = read(file);
            for (Mode mode : List.of(Mode.SETTINGS, Mode.DATA)) {
                for (StepConfig step : config.steps(mode)) {
                    seen++;
                    if (registry.create(step).isEmpty()) {
                        unknown.add(file + ": " + step.title());
                    }
                }
            }
        }

        assertThat(unknown).isEmpty();
        assertThat(seen).isGreaterThan(400);
    }

    private static List<Path> packs(String edition) throws IOException {
        try (Stream<Path> files = Files.walk(HOME.resolve("etc").resolve(edition), 2)) {
            return files.filter(file -> file.endsWith("config.xml")).toList();
        }
    }

    private static MigrationConfig read(Path file) {
        var problems = new Problems();
        Optional<MigrationConfig> config =
                MigrationConfig.read(file, new ConfigEnvironment(VARIABLES, HOME, Optional.of(HOME)), problems);
        assertThat(problems.all()).isEmpty();
        return config.orElseThrow();
    }
}
