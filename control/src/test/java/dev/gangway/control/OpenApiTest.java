package dev.gangway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.pipeline.FlowStatus;
import dev.gangway.control.pipeline.LedgerStatus;
import dev.gangway.control.pipeline.ParkedStatus;
import dev.gangway.control.pipeline.PartStatus;
import dev.gangway.control.pipeline.PipelineStatus;
import dev.gangway.control.pipeline.WantedStatus;
import dev.gangway.core.config.ControlConfig;
import dev.gangway.core.config.ControlTls;
import dev.gangway.core.config.Secret;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The written interface, the served one and the page's use of it are the same. */
class OpenApiTest {
    private static final Pattern PATH = Pattern.compile("^  (/\\S*):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|post|put|delete):$");
    private static final Pattern SCHEMA = Pattern.compile("^    ([A-Z]\\w+):$");
    private static final Pattern PROPERTY = Pattern.compile("^        (\\w+): .*");
    /** A field of the status as the page's scripts name it. */
    private static final Pattern USED =
            Pattern.compile("\\b(?:status|flow|ledger|part|trouble|kind|entry|t|wanted|next)\\.([a-z]\\w*)");

    private final List<String> lines = read("openapi.yaml");

    private static List<String> read(String resource) {
        try {
            return Files.readAllLines(Path.of("src", "main", "resources", resource));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void namesExactlyWhatIsServed() {
        try (ControlServer server = ControlServer.start(
                new ControlConfig(0, "127.0.0.1", Secret.EMPTY, ControlTls.NONE, true), new FakePipeline())) {
            List<String> served = server.routes().stream()
                    .filter(route -> !route.equals("get /") && !route.startsWith("get /console/"))
                    .toList();

            assertThat(documented()).containsExactlyInAnyOrderElementsOf(served);
        }
    }

    private List<String> documented() {
        List<String> routes = new ArrayList<>();
        String path = "";
        for (String line : lines) {
            Matcher found = PATH.matcher(line);
            Matcher method = METHOD.matcher(line);
            if (found.matches()) {
                path = found.group(1);
            } else if (method.matches()) {
                routes.add(method.group(1) + " " + path);
            }
        }
        return routes;
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                PipelineStatus.class,
                PipelineStatus.NextStep.class,
                PipelineStatus.LogEntry.class,
                WantedStatus.class,
                PartStatus.class,
                PartStatus.TroubleStatus.class,
                FlowStatus.class,
                LedgerStatus.class,
                LedgerStatus.TableStatus.class,
                ParkedStatus.class
            })
    void namesTheFieldsThatAreSent(Class<?> sent) {
        assertThat(schemas().get(sent.getSimpleName())).containsExactlyElementsOf(fields(sent));
    }

    private static List<String> fields(Class<?> sent) {
        return Arrays.stream(sent.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private Map<String, List<String>> schemas() {
        Map<String, List<String>> schemas = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines) {
            Matcher schema = SCHEMA.matcher(line);
            Matcher property = PROPERTY.matcher(line);
            if (schema.matches()) {
                current = new ArrayList<>();
                schemas.put(schema.group(1), current);
            } else if (property.matches()) {
                current.add(property.group(1));
            }
        }
        return schemas;
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.js", "parts.js", "charts.js"})
    void namesEveryFieldThatThePageUses(String script) {
        List<String> known = schemas().values().stream().flatMap(List::stream).toList();
        List<String> used = new ArrayList<>();
        for (String line : read("console/" + script)) {
            Matcher field = USED.matcher(line);
            while (field.find()) {
                used.add(field.group(1));
            }
        }
        used.removeAll(List.of("key", "toLowerCase"));

        assertThat(used).isNotEmpty();
        assertThat(known).containsAll(used);
    }
}
