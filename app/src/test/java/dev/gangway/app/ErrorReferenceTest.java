package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/errors.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Z_]+)` \\| (\\d) \\| (yes|no) \\| .+ \\|$", Pattern.MULTILINE);

    @Test
    void pageListsEveryCodeWithItsExitCodeAndWhetherItIsRetried() throws IOException {
        // Given
        Matcher rows = ROW.matcher(Files.readString(PAGE));

        // When
        List<String> listed = rows.results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                .toList();

        // Then
        assertThat(listed)
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .map(code -> code + " " + code.type().exitCode() + " " + (code.isRetriable() ? "yes" : "no"))
                        .toList());
    }
}
