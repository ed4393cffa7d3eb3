package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private static final Pattern NAME = Pattern.compile("`(\\w+(?:IT|Test|Contract))(?:#\\w+)?`");
    private static final Pattern METHOD = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        assertThat(named()).hasSizeGreaterThan(50).isSubsetOf(existing());
    }

    @Test
    void everyMethodThatThePageNamesExists() throws IOException {
        Matcher matcher = METHOD.matcher(page());
        var missing = new TreeSet<String>();
        while (matcher.find()) {
            if (!has(matcher.group(1), matcher.group(2))) {
                missing.add(matcher.group());
            }
        }
        assertThat(missing).isEmpty();
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
        Matcher matcher = NAME.matcher(page());
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static String page() throws IOException {
        return Files.readString(HOME.resolve("docs/reference/proof.md"));
    }

    /** Names of the test classes. */
    private static Set<String> existing() throws IOException {
        return files().stream().map(ProofPageTest::name).collect(Collectors.toSet());
    }

    private static boolean has(String type, String method) throws IOException {
        for (Path file : files()) {
            if (name(file).equals(type) && Files.readString(file).contains(" void " + method + "(")) {
                return true;
            }
        }
        return false;
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".java".length());
    }

    private static List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        try (Stream<Path> modules = Files.list(HOME)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> all = Files.walk(tests)) {
                    all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                }
            }
        }
        return files;
    }
}
