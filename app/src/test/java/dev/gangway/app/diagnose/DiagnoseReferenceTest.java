package dev.gangway.app.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnoseReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "diagnose.md");

    @Test
    void listsEveryFaultAsItIsTold() throws IOException {
        List<String> documented = Files.readAllLines(REFERENCE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(Fault.values())
                        .map(fault -> "| `%s` | `%s` | %s | %s |"
                                .formatted(
                                        fault.word(),
                                        fault.weight().word(),
                                        fault.cause(),
                                        String.join(" ", fault.numbers())))
                        .toList());
    }

    @Test
    void saysWhatEveryNumberMeans() throws IOException {
        List<String> explained = Files.readAllLines(REFERENCE).stream()
                .filter(line -> line.matches("\\| F\\d+ \\| .+ \\|"))
                .map(line -> line.split(" ")[1])
                .toList();

        assertThat(explained)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Fault.values())
                        .flatMap(fault -> fault.numbers().stream())
                        .distinct()
                        .toList());
    }

    @Test
    void ordersFaultsByHowBadTheyAre() {
        assertThat(Fault.values()).extracting(Fault::weight).isSorted();
    }
}
