package dev.gangway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.CaptureConfig;
import dev.gangway.demo.DemoRequest.Source;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoCommandTest {
    private final List<DemoRequest> requests = new ArrayList<>();

    @Test
    void readsThePersonsChoices() {
        assertThat(run("--source", "mysql", "--capture", "triggers", "--size", "0.5", "--seconds", "3", "--keep"))
                .isEqualTo(7);

        assertThat(requests)
                .containsExactly(new DemoRequest(
                        Source.MYSQL, Optional.of(CaptureConfig.Mode.TRIGGERS), 0.5, 3, false, true, false));
    }

    @Test
    void showsTheNightOfTheSwitch() {
        run("--cutover", "--seconds", "5");

        assertThat(requests)
                .containsExactly(new DemoRequest(Source.MARIADB, Optional.empty(), 1, 5, true, false, false));
    }

    @Test
    void needsNoChoice() {
        run();

        assertThat(requests)
                .containsExactly(new DemoRequest(Source.MARIADB, Optional.empty(), 1, 25, false, false, false));
    }

    @Test
    void refusesAServerItCannotStart() {
        assertThat(run("--source", "oracle")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(requests).isEmpty();
    }

    private int run(String... arguments) {
        var command = new DemoCommand(request -> {
            requests.add(request);
            return 7;
        });
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }
}
