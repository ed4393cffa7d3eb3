package dev.gangway.core.config.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.RetiredName;
import dev.gangway.core.problem.Problem;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigUpgradeTest {
    /** A file as people have them for Magento's tool: what it passes over without a word is in it. */
    private static final String MAGENTO_TOOL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- our shop -->
            <config xmlns:xs="http://www.w3.org/2001/XMLSchema-instance" xs:noNamespaceSchemaLocation="../config.xsd">
                <steps mode="data">
                    <step title="Map Step">
                        <data>Migration\\Step\\Map\\Integrity</data>
                        <!-- which one? -->
                        <data>Migration\\Step\\Map\\Data</data>
                    </step>
                    <step>
                        <data>Migration\\Step\\Log\\Data</data>
                    </step>
                    <step title="Later Step"/>
                </steps>
                <source version="1.9.4.5">
                    <database host='/run/my.sock' port="3306" name="m1" user="u" password="a&amp;b" prefix="m1_" charset="utf8"/>
                </source>
                <destination>
                    <database host="localhost" dbname="m2" username="u" pass="s&quot;x"  />
                </destination>
                <options>
                    <map_file>map.xml</map_file>  <!-- ours -->
                    <bulk_size>0</bulk_size>
                    <progress_bar_format>%percent%</progress_bar_format>
                    <direct_document_copy>no</direct_document_copy>
                    <acme_vendor_mode>fast</acme_vendor_mode>
                    <crypt_key>k3y-1</crypt_key>
                    <crypt_key><![CDATA[k3y-2]]></crypt_key>
                    <resource_adapter_class_name>Acme\\Adapter</resource_adapter_class_name>
                </options>
            </config>
            """;

    private static final String UP_TO_DATE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- our shop -->
            <config xmlns:xs="http://www.w3.org/2001/XMLSchema-instance" xs:noNamespaceSchemaLocation="../config.xsd">
                <steps mode="data">
                    <step title="Map Step">
                        <!-- which one? -->
                        <data>Migration\\Step\\Map\\Data</data>
                    </step>
                </steps>
                <source>
                    <database host='/run/my.sock' name="m1" user="u" password="a&amp;b"/>
                </source>
                <destination>
                    <database host="localhost" name="m2" user="u" password="s&quot;x"  />
                </destination>
                <options>
                    <map_file>map.xml</map_file>  <!-- ours -->
                    <direct_document_copy>1</direct_document_copy>
                    <x_acme_vendor_mode>fast</x_acme_vendor_mode>
                    <crypt_key><![CDATA[k3y-2]]></crypt_key>
                    <source_prefix>m1_</source_prefix>
                </options>
            </config>
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void writeMap() throws IOException {
        Files.writeString(folder.resolve("map.xml"), "<map><source/><destination/></map>");
    }

    @Test
    void changesOnlyWhatIsNotReadAnyMore() throws IOException {
        // When
        ConfigUpgrade upgrade = upgrade(MAGENTO_TOOL);

        // Then
        assertThat(upgrade.text()).isEqualTo(UP_TO_DATE);
        assertThat(mistakes(UP_TO_DATE)).isEmpty();
        assertThat(mistakes(MAGENTO_TOOL)).isNotEmpty();
        assertThat(upgrade.changes()).extracting(Change::line).isSorted().hasSize(16);
        assertThat(upgrade.changes().toString()).doesNotContain("a&", "s\"x", "k3y");
    }

    @Test
    void findsNothingMoreInItsOwnResult() throws IOException {
        ConfigUpgrade again = upgrade(UP_TO_DATE);

        assertThat(again.changes()).isEmpty();
        assertThat(again.text()).isEqualTo(UP_TO_DATE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<control host='0.0.0.0' token='0123456789abcdef'/> | <control bind='0.0.0.0' token='0123456789abcdef'/>",
                "<control><host>127.0.0.1</host></control> | <control><bind>127.0.0.1</bind></control>",
                "<control host='10.0.0.1' bind='127.0.0.1'/> | <control bind='127.0.0.1'/>",
                "<sink threads='4' max-batch-rows='7' conflict-policy='park'/> | <sink max-batch-rows='7'/>",
                "<sink><max-delay-ms>9</max-delay-ms><max-batch-rows>7</max-batch-rows></sink> | <sink><max-batch-rows>7</max-batch-rows></sink>"
            })
    void knowsTheNamesOfOlderVersions(String old, String now) throws IOException {
        String before = UP_TO_DATE.replace("</config>", old + "\n</config>");

        ConfigUpgrade upgrade = upgrade(before);

        assertThat(upgrade.text()).isEqualTo(UP_TO_DATE.replace("</config>", now + "\n</config>"));
        assertThat(mistakes(before)).isNotEmpty();
        assertThat(mistakes(upgrade.text())).isEmpty();
        assertThat(upgrade.changes()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host='h' name='n' user='u'><password>p&lt;'\"</password></database> | host='h' name='n' user='u' password=\"p&lt;'&quot;\"></database>",
                "name='n' user='u'><hostname>h</hostname></database> | name='n' user='u' host=\"h\"></database>",
                "name='n' user='u' socket='/s'/> | name='n' user='u' host='/s'/>",
                "host='h' socket='/s' name='n' user='u' username='v'/> | host='h' name='n' user='u'/>",
                "host='h' name='n' user='u' initStatements='SET NAMES utf8' driver='pdo'/> | host='h' name='n' user='u'/>"
            })
    void bringsWhatIsWrittenOfADatabaseToItsPlace(String old, String now) throws IOException {
        String whole = UP_TO_DATE.replaceFirst("(?s)<database host='/run.*?/>", "<database @");

        ConfigUpgrade upgrade = upgrade(whole.replace("@", old));

        assertThat(upgrade.text())
                .isEqualTo(
                        old.contains("initStatements")
                                ? whole.replace("@", now)
                                        .replace(
                                                "    </options>",
                                                "        <init_statements_source>SET NAMES utf8</init_statements_source>\n    </options>")
                                : whole.replace("@", now));
        assertThat(mistakes(upgrade.text())).isEmpty();
    }

    @Test
    void writesEveryEncodingAsUtf8() throws IOException {
        String latin = UP_TO_DATE.replace("UTF-8", "ISO-8859-1").replace("our shop", "unser Gesch\u00e4ft");
        Path file = folder.resolve("config.xml");
        Files.write(file, latin.getBytes(StandardCharsets.ISO_8859_1));

        ConfigUpgrade upgrade = ConfigUpgrade.of(file, new Problems()).orElseThrow();

        assertThat(upgrade.text()).isEqualTo(latin.replace("ISO-8859-1", "UTF-8"));
        assertThat(upgrade.changes()).extracting(Change::now).containsExactly("UTF-8");
    }

    @Test
    void leavesASlipForAPersonToSee() throws IOException {
        ConfigUpgrade upgrade = upgrade(UP_TO_DATE.replace("crypt_key", "crypt_kye"));

        assertThat(upgrade.changes()).isEmpty();
        assertThat(mistakes(upgrade.text())).anyMatch(m -> m.contains("did you mean <crypt_key>?"));
    }

    @Test
    void saysWhereAFileIsNoXml() throws IOException {
        Path file = Files.writeString(folder.resolve("config.xml"), "<config>\n<steps></config>");
        Problems problems = new Problems();

        assertThat(ConfigUpgrade.of(file, problems)).isEmpty();
        assertThat(problems.all()).singleElement().asString().contains("config.xml:2: The file is not well-formed");
    }

    static Stream<RetiredName> namesThatAreMistakes() {
        return RetiredName.all().stream().filter(name -> !name.element().equals("options"));
    }

    @ParameterizedTest
    @MethodSource("namesThatAreMistakes")
    void isTheRemedyOfEveryNameThatTheStrictReaderRefuses(RetiredName name) throws IOException {
        String attribute = " %s=\"7\"".formatted(name.name());
        String whole = UP_TO_DATE.replace("</config>", "<control/><sink/></config>");
        String old = whole.replaceFirst("<" + name.element() + "\\b", "<" + name.element() + attribute);

        assertThat(mistakes(old))
                .anyMatch(mistake -> mistake.contains(name.name() + " ") && mistake.contains(name.advice()));
        assertThat(upgrade(old).changes())
                .extracting(Change::what)
                .anyMatch(what -> what.startsWith(name.name() + " of"));
    }

    @Test
    void isDescribedNameByName() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "reference", "config-upgrade.md"));

        List<String> documented = rows.stream()
                .filter(row -> row.startsWith("| `"))
                .map(row -> row.replaceAll("^\\| `([a-z]+)` \\| `(\\w[\\w-]*)` \\|.*", "$1 $2"))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(RetiredName.all().stream()
                        .map(name -> name.element() + " " + name.name())
                        .toList());
    }

    private ConfigUpgrade upgrade(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("config.xml"), text);
        return ConfigUpgrade.of(file, new Problems()).orElseThrow();
    }

    private List<String> mistakes(String text) {
        Problems problems = new Problems();
        var environment = new ConfigEnvironment(Map.of(), folder, Optional.empty());
        MigrationConfig.read(folder.resolve("config.xml"), text, environment, problems);
        return problems.all().stream().map(Problem::toString).toList();
    }
}
