package dev.gangway.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.problem.Problem;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration file of Magento's tool means here what it means there. */
class ConfigFormatTest {
    private static final String STEP =
            "<steps mode=\"data\"><step title=\"Map Step\"><data>Migration\\Step\\Map\\Data</data></step></steps>";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("map.xml"), "<map><source/><destination/></map>");
        Files.writeString(folder.resolve("ca.pem"), "x");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "host='db'|db|3306|-",
                "host='db:3307'|db|3307|-",
                "host='10.0.0.5' port='3308'|10.0.0.5|3308|-",
                "host='10.0.0.5' port=''|10.0.0.5|3306|-",
                "host='/run/my.sock'||0|/run/my.sock",
            },
            delimiter = '|',
            nullValues = "-")
    void hostsAreNamesAddressesOrSockets(String attributes, String host, int port, String socket) throws IOException {
        ConnectionConfig source = read(STEP, attributes, "").source();

        assertThat(source.host()).isEqualTo(host == null ? "" : host);
        assertThat(source.port()).isEqualTo(port);
        assertThat(source.socket()).isEqualTo(Optional.ofNullable(socket).map(Path::of));
    }

    @Test
    void eachFileOfTlsMayStandAlone() throws IOException {
        ConnectionConfig source = read(STEP, "host='db' ssl_ca='" + folder.resolve("ca.pem") + "' ssl_key=''", "")
                .source();

        assertThat(source.tls().ca()).hasValue(folder.resolve("ca.pem"));
        assertThat(source.tls().key()).isEmpty();
        assertThat(source.tls().certificate()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            value = {"'',false", "0,false", "1,true", "yes,true", "00,true"},
            nullValues = "-")
    void flagsAreOnForEveryTextButZero(String text, boolean on) throws IOException {
        MigrationConfig config = read(STEP, "host='db'", "<direct_document_copy>" + text + "</direct_document_copy>");

        assertThat(config.options().isOn(OptionName.DIRECT_DOCUMENT_COPY)).isEqualTo(on);
    }

    @Test
    void stepsRunInTheOrderOfTheirFirstAppearanceAndThoseWithoutStagesNotAtAll() throws IOException {
        String steps = "<steps mode=\"data\">"
                + "<step title=\"B\"><data>\\Migration\\Step\\Ratings\\Data</data></step>"
                + "<step title=\"A\"><volume>Migration\\Step\\Map\\Volume</volume><data>Migration\\Step\\Map\\Data</data></step>"
                + "</steps><steps mode=\"delta\"><step title=\"A\"><delta>Migration\\Step\\Map\\Delta</delta></step></steps>"
                + "<steps mode=\"data\"><step title=\"B\"><integrity>Migration\\Step\\Ratings\\Integrity</integrity></step></steps>";

        MigrationConfig config = read(steps, "host='db'", "");

        assertThat(config.steps(Mode.DATA)).extracting(StepConfig::title).containsExactly("B", "A");
        assertThat(config.steps(Mode.DATA).get(0).stages()).containsOnlyKeys(Stage.DATA, Stage.INTEGRITY);
        assertThat(config.steps(Mode.DELTA)).extracting(StepConfig::title).containsExactly("A");
    }

    @Test
    void groupsThatAreNotNamedAreEmpty() throws IOException {
        MigrationConfig config = read(STEP, "host='db'", "<map_document_groups/>");
        var problems = new Problems();

        RuleFiles rules = RuleFiles.read(config, problems);

        assertThat(rules.groups(OptionName.MAP_DOCUMENT_GROUPS).names()).isEmpty();
        assertThat(rules.groups(OptionName.DELTA_DOCUMENT_GROUPS_FILE).names()).isEmpty();
        assertThat(problems.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<progress_bar_format>%percent% [%bar%]</progress_bar_format>",
                "<log_file>migration.log</log_file>",
                "<resource_adapter_class_name>Migration\\ResourceModel\\Adapter\\Mysql</resource_adapter_class_name>",
                "<x_extension_of_mine>anything</x_extension_of_mine>"
            })
    void optionsThatMeanNothingHereAreNoMistake(String option) throws IOException {
        assertThat(problems(STEP, "host='db'", option))
                .extracting(Problem::severity)
                .doesNotContain(Severity.ERROR);
    }

    @Test
    void textIsTakenAsItStands() throws IOException {
        MigrationConfig config = read(STEP, "host='db'", "<crypt_key> two words </crypt_key>");

        assertThat(config.options().cryptKey()).isEqualTo(new Secret(" two words "));
    }

    private MigrationConfig read(String steps, String source, String options) throws IOException {
        var problems = new Problems();
        Optional<MigrationConfig> config = read(steps, source, options, problems);
        assertThat(problems.hasErrors()).describedAs(problems.all().toString()).isFalse();
        return config.orElseThrow();
    }

    private List<Problem> problems(String steps, String source, String options) throws IOException {
        var problems = new Problems();
        read(steps, source, options, problems);
        return problems.all();
    }

    private Optional<MigrationConfig> read(String steps, String source, String options, Problems problems)
            throws IOException {
        Path file = folder.resolve("config.xml");
        Files.writeString(
                file,
                "<config>" + steps + "<source><database " + source + " name=\"m1\" user=\"u\"/></source>"
                        + "<destination><database host=\"db\" name=\"m2\" user=\"u\"/></destination>"
                        + "<options><map_file>map.xml</map_file>" + options + "</options></config>");
        return MigrationConfig.read(file, new ConfigEnvironment(Map.of(), folder, Optional.empty()), problems);
    }
}
