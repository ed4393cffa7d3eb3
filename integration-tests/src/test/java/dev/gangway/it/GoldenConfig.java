package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.problem.Problems;
import dev.gangway.embedded.DatabaseServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The configuration of one migration of a reference shop. Immutable.
 *
 * @param rules which files say what becomes of the shop
 */
record GoldenConfig(
        DatabaseServer source,
        String sourceName,
        String sourcePrefix,
        DatabaseServer target,
        String targetName,
        String targetPrefix,
        String compatibility,
        Rules rules) {

    /** Whose rule files a migration follows. */
    enum Rules {
        /** Our own pack, and what the shop's vendors added. */
        OWN,
        /** The same, and the server copies by itself what it can. */
        OWN_COPIED_BY_SERVER,
        /** The files that Magento's tool was run with, as they are. */
        REFERENCE
    }

    /** Strict, by our own pack, without prefixes. */
    static GoldenConfig strict(DatabaseServer source, String sourceName, DatabaseServer target, String targetName) {
        return new GoldenConfig(source, sourceName, "", target, targetName, "", "strict", Rules.OWN);
    }

    MigrationConfig read() {
        return read(sourceId());
    }

    /** The same for a given source-id: its own state and topics. */
    MigrationConfig read(String sourceId) {
        MigrationConfig config = rules == Rules.REFERENCE ? reference() : parse(file(), variables(sourceId));
        if (rules == Rules.OWN_COPIED_BY_SERVER) {
            config = config.withOption(OptionName.DIRECT_DOCUMENT_COPY, "1");
        }
        return new MigrationConfig(
                config.file(),
                sourceId,
                config.steps(),
                config.source(),
                config.destination(),
                config.options(),
                config.capture(),
                config.kafka(),
                config.sink(),
                config.bulk(),
                config.control());
    }

    /** A source-id made from the source's name and the target's. */
    String sourceId() {
        return (sourceName + targetName).replace("_", "");
    }

    /** What {@link #file()} refers to. */
    Map<String, String> variables(String sourceId) {
        return Map.of(
                "SOURCE_ID", sourceId,
                "SOURCE_PORT", String.valueOf(source.port()),
                "SOURCE_NAME", sourceName,
                "SOURCE_PREFIX", sourcePrefix,
                "TARGET_PORT", String.valueOf(target.port()),
                "TARGET_NAME", targetName,
                "TARGET_PREFIX", targetPrefix,
                "COMPATIBILITY", compatibility,
                "USER", source.user(),
                "PASSWORD", source.password());
    }

    /** Only where the databases are, who logs in and the prefixes are filled in. */
    private MigrationConfig reference() {
        try {
            Path folder = Files.createTempDirectory("golden-config");
            try (Stream<Path> files = Files.list(Golden.file("golden-config"))) {
                for (Path file : files.toList()) {
                    Files.writeString(folder.resolve(file.getFileName()), filledIn(Files.readString(file)));
                }
            }
            MigrationConfig config = parse(folder.resolve("config.xml"), Map.of());
            return config.withOption(OptionName.COMPATIBILITY, compatibility);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String filledIn(String text) {
        String login = "\" user=\"" + source.user() + "\" password=\"" + source.password() + "\"";
        return text.replace(
                        "port=\"13550\" name=\"m1src\" user=\"mage\" password=\"mage\"", //
                        "port=\"" + source.port() + "\" name=\"" + sourceName + login)
                .replace(
                        "port=\"13550\" name=\"m2dst\" user=\"mage\" password=\"mage\"", //
                        "port=\"" + target.port() + "\" name=\"" + targetName + login)
                .replace("<source_prefix />", "<source_prefix>" + sourcePrefix + "</source_prefix>")
                .replace("<dest_prefix />", "<dest_prefix>" + targetPrefix + "</dest_prefix>");
    }

    private static MigrationConfig parse(Path file, Map<String, String> variables) {
        Path home = Path.of(System.getProperty("gangway.home", ".."));
        var problems = new Problems();
        Optional<MigrationConfig> config =
                MigrationConfig.read(file, new ConfigEnvironment(variables, home, Optional.of(home)), problems);
        assertThat(problems.all()).isEmpty();
        return config.orElseThrow();
    }

    /** The configuration file that names our own pack. */
    static Path file() {
        try {
            return Path.of(Objects.requireNonNull(GoldenConfig.class.getResource("/golden/config.xml"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
