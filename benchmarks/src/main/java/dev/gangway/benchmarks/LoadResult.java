package dev.gangway.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run of the data mode took, from the events it printed.
 *
 * @param took from the start of the process to its end
 * @param process processor time of the load's own JVM
 * @param servers processor time of both servers, when they are embedded
 * @param estimateError how far the estimate at half time was off, as a part of the time that was left; NaN when there was none
 */
record LoadResult(
        Duration took,
        Duration process,
        Duration servers,
        long heapPeakBytes,
        double estimateError,
        Map<String, Step> steps) {

    /** One step: the time of its stages, the rows it copied, and what its workers did, added up over the workers. */
    record Step(long dataMs, long checkMs, long rows, long readMs, long mapMs, long writeMs) {

        Step plus(Step other) {
            return new Step(
                    dataMs + other.dataMs,
                    checkMs + other.checkMs,
                    rows + other.rows,
                    readMs + other.readMs,
                    mapMs + other.mapMs,
                    writeMs + other.writeMs);
        }
    }

    /** One line that the load printed, and when. */
    record Event(long nanos, JsonNode json) {
        String name() {
            return json.path("event").asText();
        }
    }

    static LoadResult of(List<Event> events, Duration took, Duration servers) {
        var steps = new LinkedHashMap<String, Step>();
        for (Event event : events) {
            JsonNode json = event.json();
            String step = json.path("step").asText();
            if (event.name().equals("stage-finished")) {
                boolean data = json.path("stage").asText().equals("data migration");
                long millis = json.path("durationMs").asLong();
                add(
                        steps,
                        step,
                        new Step(
                                data ? millis : 0,
                                data ? 0 : millis,
                                json.path("rows").asLong(),
                                0,
                                0,
                                0));
            } else if (event.name().equals("copied")) {
                add(
                        steps,
                        step,
                        new Step(
                                0,
                                0,
                                0,
                                json.path("readMs").asLong(),
                                json.path("mapMs").asLong(),
                                json.path("writeMs").asLong()));
            }
        }
        JsonNode end = events.get(events.size() - 1).json();
        return new LoadResult(
                took,
                Duration.ofMillis(end.path("cpuMs").asLong()),
                servers,
                end.path("heapPeakBytes").asLong(),
                estimateError(events, took),
                steps);
    }

    private static void add(Map<String, Step> steps, String name, Step step) {
        steps.merge(name, step, Step::plus);
    }

    private static double estimateError(List<Event> events, Duration took) {
        long half = took.toNanos() / 2;
        List<Event> estimates = new ArrayList<>(events);
        estimates.removeIf(event -> !event.json().has("secondsLeft"));
        return estimates.stream()
                .min((a, b) -> Long.compare(Math.abs(a.nanos() - half), Math.abs(b.nanos() - half)))
                .map(event -> {
                    double left = (took.toNanos() - event.nanos()) / 1e9;
                    return event.json().path("secondsLeft").asDouble() / left - 1;
                })
                .orElse(Double.NaN);
    }

    Step total() {
        return steps.values().stream().reduce(new Step(0, 0, 0, 0, 0, 0), Step::plus);
    }
}
