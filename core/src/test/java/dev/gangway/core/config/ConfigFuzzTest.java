package dev.gangway.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.ClassMap;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.rules.SettingsRules;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files never crash or hang a reader: they give problems, or rules that answer. {@code -Dfuzz.rounds=N} runs longer. */
class ConfigFuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 400);
    private static final Duration LIMIT = Duration.ofSeconds(20 + ROUNDS / 10);
    private static final String[] PIECES = {
        "<",
        ">",
        "</",
        "/>",
        "&",
        "&amp;",
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "\"",
        "=",
        "*",
        ".",
        "${env:X}",
        "${file:",
        "${",
        "\u0000",
        "\ud83d\ude00",
        "<map>",
        "<xi:include href='map.xml'/>",
        "<!DOCTYPE a>",
        "99999999999999999999",
        "-",
        "(",
        "[",
        "\\",
        "\n",
        " ",
        "<a>".repeat(70),
        "*a".repeat(30)
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"map.xml", "settings.xml", "groups.xml", "class-map.xml", "config.xml"})
    void survivesDamagedFiles(String name) throws IOException, URISyntaxException {
        // Given
        Path good = Path.of(Objects.requireNonNull(ConfigFuzzTest.class.getResource("/wrong/good/" + name))
                .toURI());
        byte[] bytes = Files.readAllBytes(good);
        long start = System.nanoTime();

        // When
        for (int seed = 0; seed < ROUNDS; seed++) {
            Path file = folder.resolve(name);
            Files.write(file, damaged(bytes, new Random(seed)));
            Problems problems = new Problems();
            read(name, file, problems);
            problems.all().forEach(problem -> assertThat(problem.toString()).isNotBlank());
        }

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    }

    private void read(String name, Path file, Problems problems) {
        switch (name) {
            case "map.xml" -> {
                MapRules rules = MapRules.read(file, problems);
                rules.isDocumentIgnored("a".repeat(64), dev.gangway.core.schema.Side.SOURCE);
            }
            case "settings.xml" -> SettingsRules.read(file, problems).isIgnored("a/".repeat(40));
            case "groups.xml" -> Groups.read(file, problems);
            case "class-map.xml" -> ClassMap.read(file, problems);
            default -> {
                var environment = new ConfigEnvironment(Map.of(), folder, Optional.empty());
                MigrationConfig.read(file, environment, problems);
            }
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> text.delete(at, Math.min(text.length() - 1, at + 1 + random.nextInt(30)));
                case 2 -> text.setCharAt(at, (char) random.nextInt(256));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(200))));
            }
        }
        return text.toString().getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }
}
