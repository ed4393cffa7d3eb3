package dev.gangway.core.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of deviations names every handler that says of itself that it deviates, by the last part of its name, and no other. */
class DeviationsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "deviations.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([\\w\\\\]+)` \\| [^|]+ \\|$", Pattern.MULTILINE);

    @Test
    void namesEveryHandlerThatDeviates() throws IOException {
        List<String> named = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> lastPart(row.group(1)))
                .toList();

        List<String> deviating = HandlerRegistry.load().all().stream()
                .filter(DescribedHandlerFactory.class::isInstance)
                .map(factory -> ((DescribedHandlerFactory) factory).description())
                .filter(description -> description.deviation() != null)
                .map(description -> lastPart(description.name()))
                .toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(deviating);
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('\\') + 1);
    }
}
