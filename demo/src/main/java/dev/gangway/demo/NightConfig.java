package dev.gangway.demo;

import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.problem.Problems;
import dev.gangway.testkit.shop.SampleShop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The night's configuration file, filled in from the running servers so that any command reads it as it stands; with the steps whose
 * rows are derived, so that these are compared and mended too.
 */
final class NightConfig {
    static final String FILE = "night.xml";
    private static final String TEMPLATE = "demo.xml";

    private NightConfig() {}

    /** Writes the file. */
    static Path write(DemoServers servers, CaptureConfig.Mode capture, Path folder) {
        Path file = folder.resolve(FILE);
        try (InputStream template = SampleShop.class.getResourceAsStream(TEMPLATE)) {
            if (template == null) {
                throw new IllegalStateException("Resource " + TEMPLATE + " is missing from the program");
            }
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    file,
                    withDerivedRows(text)
                            .replace(
                                    "${env:DEMO_SOURCE_PORT}",
                                    String.valueOf(servers.source().port()))
                            .replace(
                                    "${env:DEMO_TARGET_PORT}",
                                    String.valueOf(servers.target().port()))
                            .replace("${env:DEMO_USER}", servers.source().user())
                            .replace("${env:DEMO_PASSWORD}", servers.source().password())
                            .replace("${env:DEMO_CAPTURE}", capture.name().toLowerCase(Locale.ROOT))
                            .replace("${env:DEMO_KAFKA}", servers.kafka().bootstrapServers())
                            .replace("${env:DEMO_REGISTRY}", servers.registry().url()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    static MigrationConfig read(Path file) {
        return MigrationConfig.load(file, ConfigEnvironment.ofProcess(), new Problems());
    }

    private static String withDerivedRows(String text) {
        return text.replace(
                        "<steps mode=\"data\">", "<steps mode=\"data\">" + step("Customer Attributes Step", "Customer"))
                .replace(
                        "</steps>\n    <steps mode=\"delta\">",
                        step("Tier Price Step", "TierPrice") + "</steps>\n    <steps mode=\"delta\">")
                .replace(
                        "</options>",
                        option("customer_map_file", "map-customer")
                                + option("customer_attribute_groups_file", "customer-attribute-groups")
                                + option("customer_document_groups_file", "customer-document-groups")
                                + option("tier_price_map_file", "map-tier-price") + "</options>");
    }

    private static String step(String title, String name) {
        String kind = "Migration\\Step\\" + name + "\\";
        return "<step title=\"" + title + "\"><integrity>" + kind + "Integrity</integrity><data>" + kind
                + "Data</data></step>";
    }

    private static String option(String name, String file) {
        return "<" + name + ">etc/parts/" + file + ".xml</" + name + ">";
    }
}
