package dev.gangway.demo;

import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.problem.Problems;
import dev.gangway.testkit.shop.SampleShop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The demo's configuration file: the same kind that users write, filled in from the running servers. */
final class DemoConfig {
    static final String SOURCE = "shop";
    static final String TARGET = "magento2";
    private static final String TEMPLATE = "demo.xml";

    private DemoConfig() {}

    /** Writes the file into {@code folder} and reads it as any command would. */
    static MigrationConfig load(DemoServers servers, CaptureConfig.Mode capture, Path folder) {
        return load(variables(servers, capture), folder);
    }

    static MigrationConfig load(Map<String, String> variables, Path folder) {
        Path file = folder.resolve(TEMPLATE);
        try (InputStream template = SampleShop.class.getResourceAsStream(TEMPLATE)) {
            if (template == null) {
                throw new IllegalStateException("Resource " + TEMPLATE + " is missing from the program");
            }
            Files.write(file, template.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ConfigEnvironment process = ConfigEnvironment.ofProcess();
        var environment = new ConfigEnvironment(variables, process.workingDirectory(), process.home());
        return MigrationConfig.load(file, environment, new Problems());
    }

    private static Map<String, String> variables(DemoServers servers, CaptureConfig.Mode capture) {
        var variables = new HashMap<String, String>();
        variables.put("DEMO_SOURCE_PORT", String.valueOf(servers.source().port()));
        variables.put("DEMO_TARGET_PORT", String.valueOf(servers.target().port()));
        variables.put("DEMO_USER", servers.source().user());
        variables.put("DEMO_PASSWORD", servers.source().password());
        variables.put("DEMO_CAPTURE", capture.name().toLowerCase(Locale.ROOT));
        variables.put("DEMO_KAFKA", servers.kafka().bootstrapServers());
        variables.put("DEMO_REGISTRY", servers.registry().url());
        return variables;
    }
}
