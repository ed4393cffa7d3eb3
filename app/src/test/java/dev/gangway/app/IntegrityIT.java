package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.app.command.ExitCode;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.SampleShop;
import dev.gangway.testkit.shop.ShopDatabases;
import dev.gangway.testkit.shop.ShopSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A shop with extensions, on real servers: what does not fit is grouped, and the proposed overlay makes it fit. */
class IntegrityIT {
    private static final String[] EXTENSIONS = {
        "SET SESSION sql_mode = ''",
        "CREATE TABLE core_resource (code VARCHAR(50) PRIMARY KEY, version VARCHAR(50), data_version VARCHAR(50))",
        "INSERT INTO core_resource VALUES ('core_setup', '1.6.0.10', NULL), ('acme_blog_setup', '1.2.3', NULL)",
        "CREATE TABLE acme_blog_post (id INT PRIMARY KEY, page_id INT, body TEXT)",
        "INSERT INTO acme_blog_post VALUES (1, 1, 'a'), (2, 1, 'b')",
        "CREATE TABLE amasty_label (id INT PRIMARY KEY)",
        "ALTER TABLE cms_page ADD acme_icon VARCHAR(20) NOT NULL DEFAULT 'none', MODIFY sort_order INT",
        "UPDATE cms_page SET acme_icon = 'star' WHERE page_id = 1",
        "UPDATE eav_attribute SET source_model = 'acme_blog/source_posts' WHERE attribute_code = 'color'",
        "UPDATE eav_attribute SET frontend_input = '' WHERE attribute_code = 'color'"
    };
    private static final String EAV_STEP = """
            <step title="Data Integrity Step"><integrity>Migration\\\\Step\\\\DataIntegrity\\\\Integrity</integrity></step>
            <step title="EAV Step">
                <integrity>Migration\\\\Step\\\\Eav\\\\Integrity</integrity>
                <data>Migration\\\\Step\\\\Eav\\\\Data</data>
            </step>
            """;
    private static final String CUSTOMER_STEP = """
            <step title="Customer Attributes Step">
                <integrity>Migration\\\\Step\\\\Customer\\\\Integrity</integrity>
                <data>Migration\\\\Step\\\\Customer\\\\Data</data>
                <volume>Migration\\\\Step\\\\Customer\\\\Volume</volume>
            </step>
            """;
    private static final String CUSTOMER_OPTIONS = """
            <customer_map_file>etc/parts/map-customer.xml</customer_map_file>
            <customer_document_groups_file>etc/parts/customer-document-groups.xml</customer_document_groups_file>
            <customer_attribute_groups_file>etc/parts/customer-attribute-groups.xml</customer_attribute_groups_file>
            """;
    private static final String EAV_OPTIONS = """
            <eav_map_file>etc/parts/map-eav.xml</eav_map_file>
            <eav_document_groups_file>etc/parts/eav-document-groups.xml</eav_document_groups_file>
            <eav_attribute_groups_file>etc/parts/eav-attribute-groups.xml</eav_attribute_groups_file>
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @EnumSource(
            value = DatabaseFlavor.class,
            names = {"MARIADB_11_4", "MYSQL_8_0"})
    void proposesAnOverlayThatMakesTheCheckPass(DatabaseFlavor flavor) throws IOException {
        // Given
        DatabaseServer server = Servers.database(flavor);
        String source = Servers.freshDatabase(server);
        String target = Servers.freshDatabase(server);
        server.execute("DROP DATABASE " + source, "DROP DATABASE " + target);
        var shop = new SampleShop(ShopSize.SMALL, 7);
        ShopDatabases.createSource(server, source, shop);
        ShopDatabases.createTarget(server, target, shop);
        server.executeIn(source, EXTENSIONS);
        Path config = config(server, source, target, "");
        Path overlay = folder.resolve("overlay.xml");

        // When
        assertThat(run("integrity", config.toString(), "--json")).isEqualTo(ExitCode.USAGE);
        JsonNode before = json();
        assertThat(run("integrity", config.toString(), "--json", "--propose", overlay.toString()))
                .isEqualTo(ExitCode.USAGE);
        JsonNode proposal = json().get("proposal");

        // Then
        assertThat(findings(before))
                .contains(
                        "acme_blog 1.2.3 table_not_mapped acme_blog_post 2",
                        "Amasty table_not_mapped amasty_label 0",
                        "acme (vendor of an installed module) column_not_mapped cms_page.acme_icon 1",
                        "acme_blog 1.2.3 class_unknown eav_attribute.acme_blog/source_posts",
                        "unknown input_missing eav_attribute.color");
        assertThat(findings(before)).anyMatch(text -> text.contains("type_differs cms_page.sort_order"));
        assertThat(proposal.get("passes").asBoolean()).as(err.toString()).isTrue();
        assertThat(Files.readString(overlay))
                .contains("=== acme_blog 1.2.3", "table acme_blog_post stays behind, with 2 rows");

        // And
        Path corrected = config(server, source, target, """
                <map_overlay>overlay.xml</map_overlay>
                <class_map_overlay>overlay-class-map.xml</class_map_overlay>
                <eav_attribute_groups_overlay>overlay-attributes.xml</eav_attribute_groups_overlay>
                """);
        assertThat(run("integrity", corrected.toString())).as(out.toString()).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).startsWith("The integrity check passes");
        assertThat(run("plan", corrected.toString())).isEqualTo(ExitCode.DONE);
        assertThat(run("integrity", config.toString(), "--propose", overlay.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("[FILE_EXISTS]");

        // And
        server.executeIn(source, "SET foreign_key_checks = 0", "INSERT INTO cms_page_store VALUES (999, 0)");
        Path keys = folder.resolve("orphans.csv");
        assertThat(run("integrity", corrected.toString(), "--export-orphans", keys.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).contains("rows without the parent they name", "1 row names 1 value of page_id");
        assertThat(Files.readAllLines(keys)).hasSize(2).last().asString().startsWith("cms_page_store,page_id=999; ");
        assertThat(run("integrity", corrected.toString(), "--auto")).isEqualTo(ExitCode.DONE);
        Files.writeString(
                corrected, Files.readString(corrected).replace("</config>", "<bulk orphans=\"carry\"/></config>"));
        assertThat(run("integrity", corrected.toString())).as(out.toString()).isEqualTo(ExitCode.DONE);
        server.execute("DROP DATABASE " + source, "DROP DATABASE " + target);
    }

    @Test
    void proposesThatAnAttributeMayBeMissingAndThenLoadsAllAddresses() throws IOException {
        // Given
        DatabaseServer server = Servers.mariadb();
        String source = Servers.freshDatabase(server);
        String target = Servers.freshDatabase(server);
        server.execute("DROP DATABASE " + source, "DROP DATABASE " + target);
        var shop = new SampleShop(ShopSize.SMALL, 7);
        ShopDatabases.createSource(server, source, shop);
        ShopDatabases.createTarget(server, target, shop);
        server.executeIn(source, "DELETE FROM eav_attribute WHERE attribute_code = 'fax'");
        Path overlay = folder.resolve("missing.xml");
        Path config = config(server, source, target, CUSTOMER_OPTIONS, EAV_STEP + CUSTOMER_STEP);

        // When
        assertThat(run("integrity", config.toString(), "--propose", overlay.toString()))
                .isEqualTo(ExitCode.USAGE);

        // Then
        assertThat(out.toString()).contains("attributes that the source lacks", "eav_attribute.fax: customer_address");
        assertThat(err.toString()).contains("attribute fax of customer_address may be missing");
        Path corrected = config(
                server,
                source,
                target,
                CUSTOMER_OPTIONS
                        + "<eav_attribute_groups_overlay>missing-attributes.xml</eav_attribute_groups_overlay>"
                        + (Files.exists(overlay) ? "<map_overlay>missing.xml</map_overlay>" : "")
                        + (Files.exists(folder.resolve("missing-class-map.xml"))
                                ? "<class_map_overlay>missing-class-map.xml</class_map_overlay>"
                                : ""),
                EAV_STEP + CUSTOMER_STEP);
        assertThat(run("integrity", corrected.toString())).as(out.toString()).isEqualTo(ExitCode.DONE);
        assertThat(run("settings", corrected.toString())).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(run("data", corrected.toString())).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(server.query("SELECT COUNT(*), COUNT(NULLIF(city, '')), COUNT(NULLIF(fax, '')) FROM " + target
                        + ".customer_address_entity"))
                .isEqualTo(server.query("SELECT COUNT(*), (SELECT COUNT(NULLIF(v.value, '')) FROM " + source
                        + ".customer_address_entity_varchar v JOIN " + source
                        + ".eav_attribute a USING (attribute_id) WHERE a.attribute_code = 'city'), 0 FROM " + source
                        + ".customer_address_entity"));
        server.execute("DROP DATABASE " + source, "DROP DATABASE " + target);
    }

    private static List<String> findings(JsonNode report) {
        List<String> findings = new ArrayList<>();
        for (JsonNode finding : report.get("findings")) {
            String name = finding.get("name").asText();
            findings.add((finding.get("extension").asText() + " "
                            + finding.get("cause").asText() + " "
                            + finding.get("table").asText() + (name.isEmpty() ? "" : "." + name) + " "
                            + finding.path("rows").asText())
                    .strip());
        }
        return findings;
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.execute(new StageOperations(), new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private Path config(DatabaseServer server, String source, String target, String options) throws IOException {
        return config(server, source, target, options, EAV_STEP);
    }

    private Path config(DatabaseServer server, String source, String target, String options, String steps)
            throws IOException {
        try (InputStream template = SampleShop.class.getResourceAsStream("demo.xml")) {
            String text = new String(Objects.requireNonNull(template).readAllBytes(), StandardCharsets.UTF_8);
            Path file = Files.createTempFile(folder, "config", ".xml");
            Files.writeString(
                    file,
                    text.replace("<source-id>demo<", "<source-id>" + source.replace('_', '-') + "<")
                            .replace("name=\"shop\"", "name=\"" + source + "\"")
                            .replace("name=\"magento2\"", "name=\"" + target + "\"")
                            .replace("${env:DEMO_SOURCE_PORT}", String.valueOf(server.port()))
                            .replace("${env:DEMO_TARGET_PORT}", String.valueOf(server.port()))
                            .replace("${env:DEMO_USER}", server.user())
                            .replace("${env:DEMO_PASSWORD}", server.password())
                            .replace("${env:DEMO_CAPTURE}", "binlog")
                            .replaceAll("<kafka [^>]*/>", "")
                            .replaceFirst("<steps mode=\"data\">", "<steps mode=\"data\">" + steps)
                            .replace("</options>", EAV_OPTIONS + options + "</options>"));
            return file;
        }
    }
}
