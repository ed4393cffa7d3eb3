package dev.gangway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoConfigIT {
    @Test
    void isAConfigurationWithoutMistakes(@TempDir Path folder) {
        Map<String, String> variables = Map.of(
                "DEMO_SOURCE_PORT", "3307",
                "DEMO_TARGET_PORT", "3308",
                "DEMO_USER", "u",
                "DEMO_PASSWORD", "p",
                "DEMO_CAPTURE", "triggers",
                "DEMO_KAFKA", "127.0.0.1:9092",
                "DEMO_REGISTRY", "http://127.0.0.1:8081");

        MigrationConfig config = DemoConfig.load(variables, folder);

        assertThat(config.sourceId()).isEqualTo("demo");
        assertThat(config.capture().mode()).isEqualTo(CaptureConfig.Mode.TRIGGERS);
        assertThat(config.source().port()).isEqualTo(3307);
        assertThat(config.steps(Mode.DATA)).hasSize(1);
    }
}
