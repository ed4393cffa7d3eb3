package dev.gangway.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedClassesIT {
    @Test
    void brokerAndRegistryStartWithTheArchivesOfTheirClasses() throws IOException {
        try (KafkaServer kafka = KafkaServer.start(KafkaOptions.defaults());
                RegistryServer registry = RegistryServer.start()) {
            assertThat(kafka.isRunning() && registry.isRunning()).isTrue();

            List<ProcessHandle> servers = ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().command().orElse("").endsWith("java"))
                    .toList();

            assertThat(servers).hasSize(2);
            for (ProcessHandle server : servers) {
                assertThat(Files.readString(Path.of("/proc", String.valueOf(server.pid()), "maps")))
                        .contains("classes.jsa");
            }
        }
    }
}
