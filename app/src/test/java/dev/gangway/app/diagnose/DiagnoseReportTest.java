package dev.gangway.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.position.StartPoint;
import dev.gangway.core.problem.Problems;
import dev.gangway.mysql.inspect.OpenTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnoseReportTest {
    private static final String CONFIG = """
            <config>
                <steps mode="data"><step title="Map"><data>Migration\\Step\\Map\\Data</data></step></steps>
                <source><database host="a" name="m1" user="u"/></source>
                <destination><database host="b" name="m2" user="u"/></destination>
                <options><map_file>map.xml</map_file></options>
            </config>
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void tellsTheWorstFirstWithWhatMendsIt() {
        var report = new DiagnoseReport(
                List.of(
                        Finding.of(Fault.PAUSED, "by a person", Mend.person("resume it")),
                        Finding.choice(
                                Fault.TRIGGERS_GONE,
                                "one is missing\nof nine",
                                List.of(Mend.source("DROP TABLE x;"), Mend.target("KILL 7;")))),
                List.of());

        assertThat(report.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(report.text()).isEqualToNormalizingNewlines("""
                        1. Capture's triggers or log tables are not on the source any more. (triggers-gone, loss: F28)
                           one is missing
                           of nine
                           One of these mends it:
                             source> DROP TABLE x;
                             target> KILL 7;
                        2. The stream is paused. (paused, waits: F49)
                           by a person
                           This mends it:
                             resume it
                        2 things are wrong, the worst first""");
        assertThat(report.json()).contains("\"name\" : \"triggers-gone\"", "\"where\" : \"target\"", "\"F49\"");
    }

    @Test
    void takesWhatItCannotSeeForWrong() {
        assertThat(new DiagnoseReport(List.of(), List.of()).exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(new DiagnoseReport(List.of(), List.of()).text()).isEqualTo("Nothing is wrong");
        var blind = new DiagnoseReport(List.of(), List.of("no right [X]"));
        assertThat(blind.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(blind.text()).contains("not looked at: no right [X]", "Nothing else was found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Load again: gangway data --config old.xml --reset. Or else | gangway data --config C --reset --yes",
                "run gangway attach, which installs them; gangway attach helps | gangway attach --config C --yes",
                "Bring them back, gangway accept --config f.xml; or gangway data --reset | gangway accept --config C --yes, gangway data --config C --reset --yes",
                "the table is gangway_shop.data | what the message says"
            })
    void findsTheCommandsThatAMessageNames(String message, String commands) throws IOException {
        Files.writeString(folder.resolve("map.xml"), "<map><source/><destination/></map>");
        Path file = Files.writeString(folder.resolve("c.xml"), CONFIG);
        MigrationConfig config =
                MigrationConfig.load(file, new ConfigEnvironment(Map.of(), folder, Optional.empty()), new Problems());

        assertThat(Mend.named(config, message))
                .extracting(Mend::text)
                .containsExactly(
                        commands.replace("--config C", "--config " + file).split(", "));
    }

    @Test
    void tellsWhoHoldsRowsOnlyWhileSomebodyWaitsForThem() {
        var holder = new OpenTransaction("1", 11, "root", 90, 4, 2, false);
        var reader = new OpenTransaction("2", 12, "root", 80, 0, 0, false);
        var waiting = new OpenTransaction("3", 13, "gangway", 5, 1, 3, true);

        assertThat(TransactionDiagnosis.inTheWay(List.of(holder, reader))).isEmpty();
        assertThat(TransactionDiagnosis.inTheWay(List.of(reader, holder, waiting)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.mends()).containsExactly(Mend.target("KILL 11;")));
    }

    @Test
    void namesTheFileOfAPositionAsTheServerDoes() {
        var start = new StartPoint("binlog", "mysql-bin.000009", 120, "");

        assertThat(BinlogDiagnosis.file(start, Optional.empty())).isEqualTo("mysql-bin.000009");
        assertThat(BinlogDiagnosis.file(start, Optional.of(new SourcePosition(12, 4, 0))))
                .isEqualTo("mysql-bin.000012");
        assertThat(BinlogDiagnosis.file(start, Optional.of(new SourcePosition(8, 4, 0))))
                .isEqualTo("mysql-bin.000009");
    }
}
