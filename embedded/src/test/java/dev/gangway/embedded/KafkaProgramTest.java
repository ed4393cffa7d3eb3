package dev.gangway.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProgramTest {
    @TempDir
    Path folder;

    @Test
    void keepsTheChildsTemporaryFilesAndLogConfigurationInItsFolder() {
        List<String> words =
                KafkaProgram.command(folder, 64, List.of("-XX:SharedArchiveFile=a"), List.of("some.Main", "argument"));

        assertThat(words)
                .contains("-Xmx64m", "-XX:SharedArchiveFile=a", "-Djava.io.tmpdir=" + folder.resolve("tmp"))
                .contains("-Dlogback.configurationFile=" + folder.resolve("logback.xml"))
                .endsWith("some.Main", "argument");
        assertThat(folder.resolve("logback.xml")).exists();
        assertThat(folder.resolve("log4j2.properties")).exists();
        assertThat(folder.resolve("tmp")).isDirectory();
    }
}
