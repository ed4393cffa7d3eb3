package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.Logging;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.rules.Compatibility;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final RecordingOperations operations = new RecordingOperations();
    private String config = "";

    @BeforeEach
    void writeConfig() throws IOException {
        Files.writeString(folder.resolve("map.xml"), "<map><source/><destination/></map>");
        config = write("<map_file>map.xml</map_file>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dta | gangway: Unknown command \"dta\"; did you mean \"data\"? [USAGE]",
                "config chek | gangway: Unknown command \"chek\"; did you mean \"check\"? [USAGE]",
                "data --confg x.xml | gangway: Unknown option \"--confg\"; did you mean \"--config\"? [USAGE]",
                "data | gangway: Which configuration file? Add --config FILE [USAGE]",
                "data a.xml -c b.xml | gangway: The configuration file is given twice, as --config and as an argument [USAGE]",
                "delta a.xml --dry-run | gangway: --dry-run shows what a reset would undo: add --reset, or leave it out [USAGE]",
                "cutover a.xml --budget soon | gangway: \"soon\" is no time; write --budget 90s or --budget 2m [USAGE]",
                "data a.xml b.xml | gangway: Unknown argument \"b.xml\"; remove it [USAGE]",
                "status no.xml --compatibility exact | gangway: \"exact\" is no compatibility; write --compatibility strict or correct [USAGE]",
                "data no.xml | gangway: The configuration file \"no.xml\" does not exist; give its name with --config FILE [CONFIG_FILE_MISSING]",
                "config check no.xml | gangway: The configuration file \"no.xml\" does not exist; give its name with --config FILE [CONFIG_FILE_MISSING]"
            })
    void tellsWhatIsWrongWithTheCommandInOneLine(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines().findFirst()).hasValue(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void asksForACommandWhenThereIsNone() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith("gangway: Which command?");
    }

    @Test
    void showsHelpAndVersionOnStandardOutput() {
        assertThat(run("--help")).isEqualTo(ExitCode.DONE);
        assertThat(run("data", "--help")).isEqualTo(ExitCode.DONE);
        assertThat(run("--version")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("Exit codes:", "--reset", "gangway 0.");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void handsTheConfigurationToTheOperation() {
        // When
        int exitCode = run("data", "--config", config, "--auto", "-r", "--compatibility", "strict");

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.DONE);
        assertThat(operations.calls).containsExactly("data auto reset");
        assertThat(operations.last().compatibility()).isEqualTo(Compatibility.STRICT);
        assertThat(operations.last().options().isOn(OptionName.AUTO_RESOLVE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "settings, settings",
        "delta, delta",
        "delta --until-drained, delta drained",
        "run --until-drained, run drained",
        "'delta --roles sink,capture', 'delta as [CAPTURE, SINK]'",
        "plan --json, plan json",
        "integrity --propose o.xml --export-orphans o.csv --force, integrity propose o.xml export o.csv force",
        "integrity --auto --json, integrity auto json",
        "status, status",
        "status --more, status more",
        "status --json, status json",
        "pause --reason backup, want PAUSE because backup",
        "resume, want RUN",
        "stop --json, want STOP json",
        "reset, reset",
        "reset --data-only --yes, reset data yes",
        "reset --dry-run, reset dry",
        "losses, losses",
        "losses --table sales_order --json, losses sales_order json",
        "cutover, cutover SWITCH PT1M",
        "cutover --dry-run --json, cutover DRY_RUN PT1M json",
        "cutover --rehearse --budget 2m --fence triggers, cutover REHEARSE PT2M triggers",
        "cutover --budget 5 --accept-parked, cutover SWITCH PT5S parked",
        "cutover --hook fence:maintenance-on --hook fence:stop-cron, 'cutover SWITCH PT1M {fence=[maintenance-on, stop-cron]}'",
        "cutover --back-out, cutover BACK_OUT PT1M",
        "cutover --status, cutover STATUS PT1M",
        "cleanup --dry-run, cleanup dry",
        "cleanup -y, cleanup yes"
    })
    void runsTheOperationOfEachCommand(String arguments, String call) {
        List<String> words = new ArrayList<>(List.of(arguments.split(" ")));
        words.add(config);

        assertThat(run(words.toArray(String[]::new))).isEqualTo(ExitCode.DONE);
        assertThat(operations.calls).containsExactly(call);
    }

    @Test
    void refusesRolesThatNobodyHasAndAnEndThatIsNotOneProcesssBusiness() {
        assertThat(run("delta", "--config", config, "--roles", "writer")).isEqualTo(ExitCode.USAGE);
        assertThat(run("delta", "--config", config, "--roles", "sink", "--until-drained"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("gangway stop");
        assertThat(operations.calls).isEmpty();
    }

    @Test
    void readsTheLoginsOfInit() {
        assertThat(run(
                        "init",
                        "--source-host",
                        "db1",
                        "--source-database",
                        "m1",
                        "--source-user",
                        "a",
                        "--source-password=secret",
                        "--target-database",
                        "m2",
                        "--target-user",
                        "b",
                        "--pack",
                        "x-to-y/1",
                        "--capture",
                        "triggers",
                        "--config",
                        "shop.xml"))
                .isEqualTo(ExitCode.DONE);
        assertThat(operations.calls).containsExactly("init a@db1/m1 to b@/m2 shop.xml x-to-y/1 TRIGGERS with password");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "init | gangway: Which database of the source? Add --source-database, set GANGWAY_SOURCE_DATABASE, or name the shop's folder with --magento1 [USAGE]",
                "init --source-database a | gangway: Which user of the source? Add --source-user, set GANGWAY_SOURCE_USER, or name the shop's folder with --magento1 [USAGE]",
                "init --source-database a --source-user b --source-host ::1 | gangway: \"::1\" is no host of the source; write a name, an IPv4 address or a socket path, and the port as --source-port [USAGE]",
                "init --source-database a --source-user b --source-ssl-mode on | gangway: \"on\" is no ssl-mode of the source; write one of disabled, preferred, required, verify_ca, verify_identity [USAGE]",
                "init --source-database a --source-user b --source-port x | gangway: \"x\" is no port of the source; write a number from 1 to 65535 [USAGE]"
            })
    void tellsWhatIsMissingForInit(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().strip()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"INTEGRITY_FAILED, 2", "SOURCE_UNAVAILABLE, 1", "BROKER_UNAVAILABLE, 1", "TARGET_DISK_FULL, 1"})
    void endsWithTheExitCodeOfAnError(ErrorCode code, int exitCode) {
        operations.failure = new MigrationException(code, "Database shop at 10.0.0.5 is not there; start it");

        assertThat(run("data", config)).isEqualTo(exitCode);
        assertThat(err.toString())
                .isEqualTo("gangway: Database shop at 10.0.0.5 is not there; start it [" + code + "]\n");
    }

    @Test
    void showsAStackTraceOnlyForDebugging() {
        operations.failure = new IllegalStateException("oops");

        assertThat(run("data", config)).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("--debug", "[INTERNAL]").doesNotContain("\tat ");
        assertThat(run("data", config, "--debug")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("\tat ");
    }

    @Test
    void neverEndsWithoutAWord() {
        operations.error = new NoClassDefFoundError("some/Driver");

        assertThat(run("data", config)).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("some/Driver", "[INTERNAL]").doesNotContain("\tat ");
    }

    @Test
    void passesOnTheExitCodeOfAnOperation() {
        operations.exitCode = ExitCode.PARKED;

        assertThat(run("status", config)).isEqualTo(3);
    }

    @Test
    void listsEveryMistakeOfAConfiguration() throws IOException {
        // Given
        String wrong = write("<map_fil>map.xml</map_fil><bulk_size>x</bulk_size>");

        // When
        int exitCode = run("config", "check", wrong);

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines())
                .contains("error: " + wrong + ":4: Unknown option <map_fil>; did you mean <map_file>?")
                .last()
                .isEqualTo("3 mistakes in " + wrong);
    }

    @Test
    void listsHandlersThatAreNamedWrongly() throws IOException {
        // Given
        Path map = Files.writeString(folder.resolve("handlers.xml"), """
                <map><source><field_rules>
                <transform><field>a.b</field><handler class="\\Migration\\Handler\\SetValue"><param name="valeu" value="1"/></handler></transform>
                <transform><field>a.c</field><handler class="\\Migration\\Handler\\SetValu"/></transform>
                </field_rules></source><destination/></map>
                """);
        Path settings = Files.writeString(folder.resolve("settings.xml"), """
                <settings><key><ignore><path>a/b/c</path></ignore></key><value>
                <transform><path>d/e/f</path><handler class="\\Migration\\Handler\\AddPrefix"><param name="prefx" value="1"/></handler></transform>
                </value></settings>
                """);
        String wrong = write("<map_file>" + map + "</map_file><eav_map_file>" + map
                + "</eav_map_file><settings_map_file>" + settings + "</settings_map_file>");

        // When
        int exitCode = run("config", "check", wrong);

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines())
                .containsExactly(
                        "error: " + map + ":2: Handler SetValue needs the parameter value",
                        "error: " + map + ":2: Handler SetValue has no parameter valeu",
                        "error: " + map
                                + ":3: Handler \\Migration\\Handler\\SetValu is unknown: correct the class name or"
                                + " put its jar on the class path",
                        "error: " + settings + ":2: Handler AddPrefix needs the parameter prefix",
                        "error: " + settings + ":2: Handler AddPrefix has no parameter prefx",
                        "5 mistakes in " + wrong);
    }

    @Test
    void saysThatAConfigurationIsRight() {
        assertThat(run("config", "check", config)).isEqualTo(ExitCode.DONE);
        assertThat(err.toString()).isEqualTo(config + " is right\n");
        assertThat(run("-q", "config", "check", config)).isEqualTo(ExitCode.DONE);
        assertThat(err.toString()).isEqualTo(config + " is right\n");
    }

    @Test
    void writesALogFileWhenAsked() throws IOException {
        Path log = folder.resolve("gangway.log");

        assertThat(run("status", config, "--log-file", log.toString(), "-v")).isEqualTo(ExitCode.DONE);
        assertThat(log).exists();
        Logging.setLevel(Logging.Level.INFO);
    }

    @ParameterizedTest
    @CsvSource({
        "-q, ERROR, ERROR",
        "'', INFO, WARN",
        "-v, DEBUG, INFO",
        "--verbose, DEBUG, INFO",
        "--debug, DEBUG, INFO"
    })
    void logsAsMuchAsSomebodyWantsToRead(String option, String ours, String libraries) {
        var arguments = option.isEmpty() ? new String[] {"status", config} : new String[] {option, "status", config};

        assertThat(run(arguments)).isEqualTo(ExitCode.DONE);

        assertThat(levelOf("dev.gangway")).isEqualTo(ours);
        assertThat(levelOf(org.slf4j.Logger.ROOT_LOGGER_NAME)).isEqualTo(libraries);
        Logging.setLevel(Logging.Level.INFO);
    }

    private static String levelOf(String name) {
        var logger = (ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger(name);
        return logger.getLevel().toString();
    }

    private int run(String... arguments) {
        return Main.execute(operations, new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private String write(String options) throws IOException {
        Path file = Files.createTempFile(folder, "config", ".xml");
        Files.writeString(file, """
                <config><steps mode="data"><step title="Map Step"><data>Migration\\Step\\Map\\Data</data></step></steps>
                <source><database host="a" name="b" user="c"/></source>
                <destination><database host="a" name="d" user="c"/></destination>
                <options>%s</options></config>
                """.formatted(options));
        return file.toString();
    }
}
