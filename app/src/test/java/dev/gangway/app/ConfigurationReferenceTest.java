package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.problem.Problem;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration reference names exactly the items that the reader knows. */
class ConfigurationReferenceTest {
    private static final Pattern ROW = Pattern.compile("\\| (?:`([a-z]+)`)? ?\\| `([a-z-]+)` \\|.*");
    private static final Pattern KNOWN = Pattern.compile("Unknown item \\S+ in <([a-z]+)>; known: (.*)");

    @Test
    void namesEveryItemOfOurOwnElements(@TempDir Path folder) throws IOException {
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(known(folder));
    }

    private static List<String> documented() throws IOException {
        List<String> items = new ArrayList<>();
        String element = "";
        for (String line : Files.readAllLines(Path.of("..", "docs", "reference", "configuration.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                element = row.group(1) == null ? element : row.group(1);
                items.add(element + " " + row.group(2));
            }
        }
        items.remove("config source-id");
        return items;
    }

    /** What the reader says it knows, when asked for something it does not. */
    private static List<String> known(Path folder) throws IOException {
        StringBuilder elements = new StringBuilder();
        List.of("capture", "kafka", "sink", "bulk", "control")
                .forEach(element -> elements.append("<").append(element).append(" qqqqqqqqqqqq='1'/>"));
        Path file = folder.resolve("config.xml");
        Files.writeString(file, "<config>" + elements + "</config>");
        Problems problems = new Problems();
        MigrationConfig.read(file, new ConfigEnvironment(Map.of(), folder, Optional.empty()), problems);
        List<String> items = new ArrayList<>();
        for (Problem problem : problems.all()) {
            Matcher matcher = KNOWN.matcher(problem.message());
            if (matcher.matches()) {
                for (String item : matcher.group(2).split(", ")) {
                    items.add(matcher.group(1) + " " + item);
                }
            }
        }
        return items;
    }
}
