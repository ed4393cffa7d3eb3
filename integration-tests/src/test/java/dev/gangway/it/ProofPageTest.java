package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/reference/proof.md: what it names as proof exists. */
class ProofPageTest {
    private static final Path HOME =
            Path.of(System.getProperty("gangway.home", "..")).toAbsolutePath().normalize();
    private static final Pattern NAME = Pattern.compile("`(\\w+(?:IT|Test))`");

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        assertThat(named()).hasSizeGreaterThan(50).isSubsetOf(existing());
    }

    @Test
    void everyTestWithTheReferenceShopIsOnThePage() throws IOException {
        assertThat(named())
                .containsAll(existing().stream()
                        .filter(name -> name.startsWith("Golden") && name.endsWith("IT"))
                        .toList());
    }

    private static Set<String> named() throws IOException {
        var names = new TreeSet<String>();
        Matcher matcher = NAME.matcher(Files.readString(HOME.resolve("docs/reference/proof.md")));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static Set<String> existing() throws IOException {
        try (Stream<Path> modules = Files.list(HOME)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(ProofPageTest::classes)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> classes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
