package dev.gangway.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenClientTest {
    @TempDir
    Path folder;

    @Test
    void prefersTheWrapperOfGangwaysFolder() throws IOException {
        Path home = folder.resolve("home");
        Path elsewhere = folder.resolve("elsewhere/deep");
        String wrapper = createWrapper(home);
        createWrapper(elsewhere);

        assertThat(MavenClient.locate(home.toString(), elsewhere)).isEqualTo(wrapper);
    }

    @Test
    void walksUpFromTheWorkingFolder() throws IOException {
        String wrapper = createWrapper(folder.resolve("project"));

        assertThat(MavenClient.locate(null, folder.resolve("project/module/target")))
                .isEqualTo(wrapper);
        assertThat(MavenClient.locate("", folder.resolve("project"))).isEqualTo(wrapper);
    }

    @Test
    void fallsBackToThePath() {
        assertThat(MavenClient.locate(folder.toString(), Path.of("/"))).isEqualTo("mvn");
    }

    private static String createWrapper(Path in) throws IOException {
        Path wrapper = Files.createDirectories(in).resolve("mvnw");
        Files.writeString(wrapper, "#!/bin/sh\n");
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        return wrapper.toString();
    }
}
