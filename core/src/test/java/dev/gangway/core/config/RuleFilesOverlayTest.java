package dev.gangway.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesOverlayTest {
    private static final String CONFIG = """
            <config>
                <steps mode="data"><step title="Map Step"><data>Migration\\Step\\Map\\Data</data></step></steps>
                <source><database host="a" name="b" user="c"/></source>
                <destination><database host="a" name="d" user="c"/></destination>
                <options>
                    <map_overlay>overlay.xml</map_overlay>
                    <class_map_overlay>classes-of-shop.xml</class_map_overlay>
                    <eav_attribute_groups_overlay>attributes-of-shop.xml</eav_attribute_groups_overlay>
                    <map_file>map.xml</map_file>
                    <customer_map_file>customer.xml</customer_map_file>
                    <class_map>classes.xml</class_map>
                    <eav_attribute_groups_file>attributes.xml</eav_attribute_groups_file>
                </options>
            </config>
            """;
    private static final String MAP = "<map><source><document_rules>%s</document_rules></source><destination/></map>";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void addsOverlaysToTheFilesTheyExtend() throws IOException {
        // Given
        write("config.xml", CONFIG);
        write("map.xml", MAP.formatted("<rename><document>a</document><to>b</to></rename>"));
        write("customer.xml", MAP.formatted(""));
        write(
                "overlay.xml",
                MAP.formatted("<ignore><document>vendor_*</document></ignore>"
                        + "<rename><document>a</document><to>c</to></rename>"));
        write("classes.xml", "<classmap>" + pair("one", "Old") + pair("two", "Two") + "</classmap>");
        write("classes-of-shop.xml", "<classmap>" + pair("one", "New") + pair("vendor/x", "") + "</classmap>");
        write("attributes.xml", group("<attribute type=\"customer\">code</attribute>"));
        write("attributes-of-shop.xml", group("<attribute type=\"catalog_product\">code</attribute>"));

        // When
        RuleFiles files = read();

        // Then
        assertThat(files.map(OptionName.MAP_FILE).isDocumentIgnored("vendor_blog", Side.SOURCE))
                .isTrue();
        assertThat(files.map(OptionName.CUSTOMER_MAP_FILE).isDocumentIgnored("vendor_blog", Side.SOURCE))
                .isTrue();
        assertThat(files.map(OptionName.MAP_FILE).mappedDocument("a", Side.SOURCE))
                .hasValue("b");
        assertThat(files.maps()).containsExactlyInAnyOrder(OptionName.MAP_FILE, OptionName.CUSTOMER_MAP_FILE);
        assertThat(files.classMap().pairs())
                .containsExactly(Map.entry("one", "New"), Map.entry("two", "Two"), Map.entry("vendor/x", ""));
        assertThat(files.groups(OptionName.EAV_ATTRIBUTE_GROUPS_FILE).types("ignore", "code"))
                .containsExactly("customer", "catalog_product");
    }

    @Test
    void takesIntoTheMapWhatTheOverlayOfTheSourceMovesAlthoughThePackIgnoresIt() throws IOException {
        // Given
        String overlays = "<source_overlay>source.xml</source_overlay><target_overlay>target.xml</target_overlay>"
                + "<map_file>map.xml</map_file>";
        write("config.xml", CONFIG.replaceFirst("(?s)<options>.*</options>", "<options>" + overlays + "</options>"));
        write(
                "map.xml",
                "<map><source/><destination><document_rules><ignore><document>swatch</document></ignore>"
                        + "<ignore><document>other</document></ignore></document_rules></destination></map>");
        write(
                "source.xml",
                "<map><source><field_rules><move><field>swatch.id</field><to>swatch.swatch_id</to></move></field_rules>"
                        + "</source><destination/></map>");
        write(
                "target.xml",
                "<map><source/><destination><document_rules><ignore><document>new_table</document></ignore>"
                        + "</document_rules></destination></map>");

        // When
        MapRules map = read().map(OptionName.MAP_FILE);

        // Then
        assertThat(map.mappedField("swatch", "id", Side.SOURCE)).hasValue("swatch_id");
        assertThat(map.isDocumentIgnored("swatch", Side.DESTINATION)).isFalse();
        assertThat(map.isDocumentIgnored("other", Side.DESTINATION)).isTrue();
        assertThat(map.isDocumentIgnored("new_table", Side.DESTINATION)).isTrue();
    }

    private static String pair(String from, String to) {
        return "<rename><from>" + from + "</from><to>" + to + "</to></rename>";
    }

    private static String group(String attribute) {
        return "<groups><group name=\"ignore\">" + attribute + "</group></groups>";
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private RuleFiles read() {
        var problems = new Problems();
        var environment = new ConfigEnvironment(Map.of(), folder, Optional.empty());
        MigrationConfig config = MigrationConfig.read(folder.resolve("config.xml"), environment, problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
        RuleFiles files = RuleFiles.read(config, problems);
        assertThat(problems.all()).isEmpty();
        return files;
    }
}
