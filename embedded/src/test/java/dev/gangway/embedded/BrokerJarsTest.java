package dev.gangway.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokerJarsTest {
    private static final String OWN = System.getProperty("java.class.path");

    @Test
    void takesWhatTheBrokerNeedsAndWhatWritesTheLog() {
        List<String> names = BrokerJars.of(OWN).stream()
                .map(jar -> jar.getFileName().toString())
                .toList();

        assertThat(names)
                .anyMatch(name -> name.startsWith("kafka_2.13-"))
                .anyMatch(name -> name.startsWith("logback-classic-"))
                .allMatch(name -> name.endsWith(".jar"))
                .noneMatch(name -> name.startsWith("mysql-connector") || name.startsWith("gangway-"));
    }

    @Test
    void doesNotDependOnTheOrderOfTheClassPath() {
        List<String> entries = Arrays.asList(OWN.split(File.pathSeparator, -1));
        List<Path> expected = BrokerJars.of(OWN);

        Collections.reverse(entries);

        assertThat(BrokerJars.of(String.join(File.pathSeparator, entries))).isEqualTo(expected);
    }

    @Test
    void takesAllWhenAJarHasAnotherName() {
        String here = Path.of("").toAbsolutePath().toString();

        assertThat(BrokerJars.joined(BrokerJars.of("lib/a.jar::/opt/b.jar"))).isEqualTo(here + "/lib/a.jar:/opt/b.jar");
    }
}
