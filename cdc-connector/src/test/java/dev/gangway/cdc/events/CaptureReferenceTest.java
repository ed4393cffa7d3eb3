package dev.gangway.cdc.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/capture.md");

    @Test
    void pageListsEveryEventTypeAndWhatBecomesOfIt() throws IOException {
        List<String> rows = Arrays.stream(EventKind.values())
                .map(kind -> "| " + kind.number() + " | `" + kind + "` | "
                        + kind.treatment().text() + " |")
                .toList();
        assertThat(Files.readString(PAGE).lines().filter(line -> line.matches("\\| \\d+ \\| .*")))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void pageListsEveryKindOfStatementAndWhatBecomesOfIt() throws IOException {
        List<String> rows = Arrays.stream(StatementKind.values())
                .map(kind -> "| " + kind.statements() + " | " + kind.text() + " |")
                .toList();
        assertThat(Files.readString(PAGE).lines().toList()).containsSubsequence(rows);
    }
}
