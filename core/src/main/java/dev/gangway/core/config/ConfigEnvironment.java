package dev.gangway.core.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a configuration file may refer to outside of itself.
 *
 * @param variables for {@code ${env:NAME}}
 * @param workingDirectory where relative file names are looked for first
 * @param home the product's own folder, where they are looked for last
 */
public record ConfigEnvironment(Map<String, String> variables, Path workingDirectory, Optional<Path> home) {

    public ConfigEnvironment {
        variables = Map.copyOf(variables);
    }

    /** The environment of this process; the product's folder is the system property {@code gangway.home}. */
    public static ConfigEnvironment ofProcess() {
        return new ConfigEnvironment(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Optional.ofNullable(System.getProperty("gangway.home"))
                        .filter(home -> !home.isBlank())
                        .map(Path::of));
    }
}
