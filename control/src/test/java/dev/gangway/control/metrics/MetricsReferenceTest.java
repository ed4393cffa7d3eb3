package dev.gangway.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.FakePipeline;
import dev.gangway.control.pipeline.PipelineStatus.State;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference of metrics names exactly what is served, with its kind and tags. */
class MetricsReferenceTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `(gangway_\\w+)` \\| (\\w+) \\|([^|]*)\\|", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("^# TYPE (gangway_\\w+) (\\w+)$", Pattern.MULTILINE);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final FakePipeline pipeline = new FakePipeline();
    private final PipelineMetrics metrics = new PipelineMetrics(registry, pipeline.status());

    @Test
    void namesEveryMeter() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reference", "metrics.md"));
        String scrape = registry.scrape();
        Map<String, String> documented = new TreeMap<>();
        ROW.matcher(page)
                .results()
                .forEach(row -> documented.put(
                        row.group(1), (row.group(2) + " " + row.group(3).strip()).strip()));
        Map<String, String> served = new TreeMap<>();
        TYPE.matcher(scrape)
                .results()
                .forEach(
                        type -> served.put(type.group(1), (type.group(2) + " " + tags(scrape, type.group(1))).strip()));

        assertThat(documented).isEqualTo(served);
    }

    private static String tags(String scrape, String name) {
        List<String> lines = Pattern.compile("^" + name + "\\{(.*)} ", Pattern.MULTILINE)
                .matcher(scrape)
                .results()
                .map(found -> found.group(1))
                .toList();
        return lines.isEmpty()
                ? ""
                : Pattern.compile("(\\w+)=\"")
                        .matcher(lines.get(0))
                        .results()
                        .map(MetricsReferenceTest::first)
                        .collect(Collectors.joining(", "));
    }

    private static String first(MatchResult match) {
        return match.group(1);
    }

    @Test
    void countsHowOftenAPartHadToWait() {
        for (State state : List.of(State.WAITING, State.WAITING, State.RUNNING, State.WAITING)) {
            pipeline.state = state;
            metrics.update(pipeline.status());
        }

        assertThat(registry.scrape())
                .contains("gangway_part_restarts_total{part=\"sink\"} 2.0", "gangway_part_tries{part=\"sink\"} 7.0")
                .contains("gangway_part_up{part=\"sink\"} 0.0", "gangway_part_up{part=\"capture\"} 1.0")
                .contains("gangway_state{state=\"WAITING\"} 1.0", "gangway_state{state=\"RUNNING\"} 0.0");
    }
}
