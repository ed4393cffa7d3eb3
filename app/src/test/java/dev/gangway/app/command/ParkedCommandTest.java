package dev.gangway.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.mysql.state.ParkedSelection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParkedCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter err = new StringWriter();
    private final Recording operations = new Recording();
    private String config = "";

    @BeforeEach
    void writeConfig() throws IOException {
        Files.writeString(folder.resolve("map.xml"), "<map><source/><destination/></map>");
        Path file = folder.resolve("config.xml");
        Files.writeString(
                file,
                "<config><steps mode=\"data\"><step title=\"Map Step\"><data>Migration\\Step\\Map\\Data</data></step></steps>"
                        + "<source><database host=\"a\" name=\"b\" user=\"c\"/></source>"
                        + "<destination><database host=\"a\" name=\"d\" user=\"c\"/></destination>"
                        + "<options><map_file>map.xml</map_file></options></config>");
        config = file.toString();
    }

    @Test
    void handsTheConditionsOver() {
        run("list", "--table", "orders", "--class", "JOINED", "--limit", "3");
        run("show", "--id", "7", "--json");
        run("retry", "--id", "4,5", "--preview");
        run("drop", "--key", "id=1", "--why", "test order", "--yes");
        run("retry", "--all");

        var orders = new ParkedSelection(Set.of(), Optional.empty(), Optional.of("orders"), Optional.of("JOINED"));
        var two = new ParkedSelection(Set.of(4L, 5L), Optional.empty(), Optional.empty(), Optional.empty());
        var key = new ParkedSelection(Set.of(), Optional.of("id=1"), Optional.empty(), Optional.empty());
        assertThat(operations.calls)
                .containsExactly(
                        "list " + orders + " 3",
                        "show 7 json",
                        "retry " + two + " preview",
                        "drop " + key + " test order",
                        "retry " + ParkedSelection.ALL);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry | Which ones? Add --id, --key, --table or --class, or --all",
                "drop --yes | Which ones? Add --id, --key, --table or --class, or --all",
                "retry --all --id 4 | --all means everything",
                "drop --id 4 | A dropped change never reaches the target",
                "show | Missing required option: '--id=N'"
            })
    void wantsToBeToldExactlyWhatIsMeant(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(message);
        assertThat(operations.calls).isEmpty();
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--config");
        all.add(config);
        var console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(err));
        return ParkedCommand.of(operations, console)
                .setErr(new PrintWriter(err))
                .execute(all.toArray(new String[0]));
    }

    /** Remembers what was asked for. */
    private static final class Recording implements ParkedOperations {
        final List<String> calls = new ArrayList<>();

        private int called(String call, Output output) {
            calls.add(call + (output.json() ? " json" : ""));
            return ExitCode.DONE;
        }

        @Override
        public int list(MigrationConfig given, ParkedSelection selection, int limit, Output output) {
            return called("list " + selection + " " + limit, output);
        }

        @Override
        public int show(MigrationConfig given, long id, Output output) {
            return called("show " + id, output);
        }

        @Override
        public int retry(MigrationConfig given, ParkedSelection selection, boolean preview, Output output) {
            return called("retry " + selection + (preview ? " preview" : ""), output);
        }

        @Override
        public int drop(MigrationConfig given, ParkedSelection selection, String why, Output output) {
            return called("drop " + selection + " " + why, output);
        }
    }
}
