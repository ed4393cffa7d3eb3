package dev.gangway.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.Compatibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationConfigTest {
    private static final String STEPS = """
            <steps mode="data">
                <step title="Map Step"><data>Migration\\Step\\Map\\Data</data></step>
            </steps>
            """;
    private static final String SOURCE = "<source><database host=\"db\" name=\"Shop_One\" user=\"u\"/></source>\n";
    private static final String TARGET = "<destination><database host=\"db\" name=\"m2\" user=\"u\"/></destination>\n";
    private static final String EVERY_ELEMENT = """
            <source-id>shop-7</source-id>
            <source>
                <database host="10.0.0.5" port="3310" name="m1" user="${env:DB_USER}" password="${file:secret}"/>
            </source>
            <destination>
                <database host="/run/mysqld/my.sock" name="m2" user="root"/>
            </destination>
            <capture mode="triggers" server-id="77" poll-interval-ms="250" heartbeat-ms="2000" batch-rows="10" reread="cms_page, cms_block"/>
            <kafka>
                <bootstrap-servers>a:9092, b:9093</bootstrap-servers>
                <schema-registry-url>http://r:8081</schema-registry-url>
                <partitions>4</partitions>
                <replication-factor>3</replication-factor>
                <max-message-bytes>2097152</max-message-bytes>
            </kafka>
            <sink max-batch-rows="9" max-batch-bytes="70000" parked-limit="11"/>
            <control port="9000" bind="0.0.0.0" token="0123456789abcdef"/>
            <bulk threads="6" chunk-rows="11" memory-bytes="2000000" orphans="park"/>
            """;
    private static final String EVERY_OPTION = """
            <source_prefix>m1_</source_prefix>
            <dest_prefix>m2_</dest_prefix>
            <init_statements_source>SET NAMES utf8; ;SET @a = 1</init_statements_source>
            <direct_document_copy>1</direct_document_copy>
            <compatibility>strict</compatibility>
            <crypt_key>${env:KEY}</crypt_key>
            <x_own>mine</x_own>
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void writeMap() throws IOException {
        Files.writeString(folder.resolve("map.xml"), "<map><source/><destination/></map>");
    }

    @Test
    void fillsInDefaults() throws IOException {
        MigrationConfig config = read(STEPS + SOURCE + TARGET, "");

        assertThat(config.sourceId()).isEqualTo("shop-one");
        assertThat(config.compatibility()).isEqualTo(Compatibility.CORRECT);
        assertThat(config.source().port()).isEqualTo(3306);
        assertThat(config.source().password().isEmpty()).isTrue();
        assertThat(config.source().prefix()).isEmpty();
        assertThat(config.source().initStatements()).isEmpty();
        assertThat(config.capture()).isEqualTo(CaptureConfig.DEFAULT);
        assertThat(config.kafka()).isEqualTo(KafkaConfig.DEFAULT);
        assertThat(config.kafka().isEmbedded()).isTrue();
        assertThat(config.sink()).isEqualTo(SinkConfig.DEFAULT);
        assertThat(config.bulk()).isEqualTo(BulkConfig.DEFAULT);
        assertThat(config.control()).isEqualTo(ControlConfig.DEFAULT);
        assertThat(config.options().isOn(OptionName.DIRECT_DOCUMENT_COPY)).isFalse();
        assertThat(config.options().file(OptionName.MAP_FILE)).hasValue(folder.resolve("map.xml"));
        assertThat(config.steps(Mode.DELTA)).isEmpty();
    }

    @Test
    void readsEveryValue() throws IOException {
        // When
        MigrationConfig config = read(STEPS + EVERY_ELEMENT, EVERY_OPTION);

        // Then
        assertThat(config.sourceId()).isEqualTo("shop-7");
        assertThat(config.source())
                .isEqualTo(new ConnectionConfig(
                        "10.0.0.5",
                        3310,
                        Optional.empty(),
                        "m1",
                        "reader",
                        new Secret("p$w\\1"),
                        ConnectionConfig.Tls.NONE,
                        List.of("SET NAMES utf8", "SET @a = 1"),
                        "m1_"));
        assertThat(config.destination().socket()).hasValue(Path.of("/run/mysqld/my.sock"));
        assertThat(config.destination().prefix()).isEqualTo("m2_");
        assertThat(config.capture())
                .isEqualTo(new CaptureConfig(
                        CaptureConfig.Mode.TRIGGERS,
                        Optional.of(77L),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(2),
                        10,
                        Set.of("cms_page", "cms_block")));
        assertThat(config.kafka())
                .isEqualTo(new KafkaConfig(
                        Optional.of("a:9092, b:9093"),
                        Optional.of("http://r:8081"),
                        4,
                        3,
                        2_097_152,
                        KafkaClient.PLAIN));
        assertThat(config.sink()).isEqualTo(new SinkConfig(9, 70_000, 11));
        assertThat(config.control())
                .isEqualTo(new ControlConfig(9000, "0.0.0.0", new Secret("0123456789abcdef"), ControlTls.NONE, true));
        assertThat(config.bulk()).isEqualTo(new BulkConfig(6, 11, 2_000_000, BulkConfig.Orphans.PARK));
        assertThat(config.compatibility()).isEqualTo(Compatibility.STRICT);
        assertThat(config.options().cryptKey()).isEqualTo(new Secret("k3y"));
        assertThat(config.options().text("x_own")).hasValue("mine");
        assertThat(config.toString()).doesNotContain("p$w", "k3y");
    }

    @Test
    void mergesStepsOfOneTitle() throws IOException {
        // When
        MigrationConfig config = read("""
                <steps mode="data">
                    <step title="A">
                        <integrity>Migration\\Step\\Map\\Integrity</integrity>
                        <data>Migration\\Step\\Map\\Data</data>
                    </step>
                    <step title="B"><data>Migration\\Step\\Ratings\\Data</data></step>
                </steps>
                <steps mode="data">
                    <step title="A"><volume>\\Migration\\Step\\Map\\Volume</volume></step>
                </steps>
                """ + SOURCE + TARGET, "");

        // Then
        assertThat(config.steps(Mode.DATA)).extracting(StepConfig::title).containsExactly("A", "B");
        assertThat(config.steps(Mode.DATA).get(0).stages()).containsOnlyKeys(Stage.INTEGRITY, Stage.DATA, Stage.VOLUME);
        assertThat(config.hasStep(Mode.DATA, StepKind.RATINGS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "250", "-5", "", " 90000 "})
    void takesThePageSizeOfMagentosOwnFiles(String size) throws IOException {
        MigrationConfig config = read(STEPS + SOURCE + TARGET, "<bulk_size>" + size + "</bulk_size>");

        assertThat(config.bulk()).isEqualTo(BulkConfig.DEFAULT);
    }

    @Test
    void findsFilesAboveTheConfigurationAndInTheProduct() throws IOException {
        // Given
        Path deep = Files.createDirectories(folder.resolve("etc/edition/1.0"));
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(home.resolve("etc/packs"));
        Files.writeString(home.resolve("etc/packs/classes.xml"), "<classmap/>");
        Files.writeString(
                deep.resolve("config.xml"),
                wrapped(
                        STEPS + SOURCE + TARGET,
                        "<map_file>map.xml.dist</map_file><class_map>packs/classes.xml.dist</class_map>"));
        Problems problems = new Problems();

        // When
        Optional<MigrationConfig> config = MigrationConfig.read(
                deep.resolve("config.xml"),
                new ConfigEnvironment(Map.of(), folder.resolve("elsewhere"), Optional.of(home)),
                problems);

        // Then
        assertThat(problems.all()).isEmpty();
        assertThat(config).hasValueSatisfying(read -> {
            assertThat(read.options().file(OptionName.MAP_FILE)).hasValue(folder.resolve("map.xml"));
            assertThat(read.options().file(OptionName.CLASS_MAP)).hasValue(home.resolve("etc/packs/classes.xml"));
        });
    }

    @Test
    void endsWithEveryMistakeAtOnce() throws IOException {
        // Given
        Path file = folder.resolve("config.xml");
        Files.writeString(file, wrapped(STEPS + TARGET, "<map_fil>a.xml</map_fil><bulk_size>x</bulk_size>"));

        // Then
        assertThatThrownBy(() -> MigrationConfig.load(file, environment(), new Problems()))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining("<config> needs one <source> in it")
                .hasMessageContaining("did you mean <map_file>?")
                .hasMessageContaining("is not a whole number")
                .hasMessageContaining("The step \"Map Step\" needs the option <map_file>");
    }

    @Test
    void tellsThatTheFileIsMissing() {
        assertThatThrownBy(() -> MigrationConfig.load(folder.resolve("no.xml"), environment(), new Problems()))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_FILE_MISSING));
    }

    private MigrationConfig read(String elements, String options) throws IOException {
        Files.writeString(folder.resolve("secret"), "p$w\\1\n");
        Path file = folder.resolve("config.xml");
        Files.writeString(file, wrapped(elements, "<map_file>map.xml</map_file>" + options));
        Problems problems = new Problems();
        Optional<MigrationConfig> config = MigrationConfig.read(file, environment(), problems);
        assertThat(problems.all()).isEmpty();
        return config.orElseThrow();
    }

    private ConfigEnvironment environment() {
        return new ConfigEnvironment(Map.of("DB_USER", "reader", "KEY", "k3y"), folder, Optional.empty());
    }

    private static String wrapped(String elements, String options) {
        return "<config>\n" + elements + "<options>" + options + "</options>\n</config>\n";
    }
}
