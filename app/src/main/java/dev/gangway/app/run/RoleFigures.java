package dev.gangway.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.cdc.CdcStatus;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.retry.Trouble;
import dev.gangway.sink.SinkState;
import dev.gangway.sink.SinkStatus;
import dev.gangway.sink.write.Written;
import dev.gangway.streams.TransformState;
import dev.gangway.streams.TransformStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How one role of a process is, in a form that goes through the state to other processes.
 *
 * @param state the part's own word for what it does
 * @param position what the role knows of places in the source; empty where it knows none
 * @param numbers its counts by name
 */
record RoleFigures(String state, String position, Map<String, Long> numbers, Optional<Trouble> trouble) {
    /** The state of a process that waits for another one's role. */
    static final String STANDBY = "STANDBY";

    private static final String STARTING = "STARTING";
    private static final ObjectMapper JSON = new ObjectMapper();

    RoleFigures {
        numbers = Map.copyOf(numbers);
    }

    static RoleFigures standby() {
        return bare(STANDBY);
    }

    static RoleFigures starting() {
        return bare(STARTING);
    }

    /** A role without figures. */
    static RoleFigures bare(String state) {
        return new RoleFigures(state, "", Map.of(), Optional.empty());
    }

    static RoleFigures of(CdcStatus capture) {
        return new RoleFigures(
                capture.state().name(),
                capture.position().toString(),
                Map.of("captured", capture.capturedTotal(), "watermarkTimeMs", capture.watermarkTimeMs()),
                Optional.ofNullable(capture.trouble()));
    }

    static RoleFigures of(TransformStatus transform) {
        return new RoleFigures(
                transform.state().name(),
                "",
                Map.of(
                        "mapped", transform.mapped(),
                        "filtered", transform.filtered(),
                        "rejected", transform.rejected(),
                        "lag", transform.lagRecords()),
                transform.trouble());
    }

    static RoleFigures of(SinkStatus sink) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        Written written = sink.written();
        numbers.put("applied", written.applied());
        numbers.put("coalesced", written.coalesced());
        numbers.put("filtered", written.filtered());
        numbers.put("parked", written.parked());
        numbers.put("displaced", written.displaced());
        numbers.put("accounted", sink.accounted());
        numbers.put("sourceTimeMs", sink.sourceTimeMs());
        numbers.put("atCut", sink.atCut() ? 1L : 0L);
        numbers.put("lag", sink.lagRecords());
        numbers.put("bufferedBytes", sink.bufferedBytes());
        numbers.put("delayP50Ms", sink.delay().p50Ms());
        numbers.put("delayP95Ms", sink.delay().p95Ms());
        numbers.put("delayP99Ms", sink.delay().p99Ms());
        return new RoleFigures(sink.state().name(), sink.position().toString(), numbers, sink.trouble());
    }

    long number(String name) {
        return numbers.getOrDefault(name, 0L);
    }

    /** As the transformer's own status; a state that it does not know is that of one which starts. */
    TransformStatus transform() {
        return new TransformStatus(
                known(TransformState.class, TransformState.STARTING),
                number("mapped"),
                number("filtered"),
                number("rejected"),
                number("lag"),
                trouble);
    }

    /** As the sink's own status. */
    SinkStatus sink() {
        return new SinkStatus(
                known(SinkState.class, SinkState.STARTING),
                position.isEmpty() ? SourcePosition.START : SourcePosition.parse(position),
                number("sourceTimeMs"),
                number("atCut") == 1,
                new Written(
                        number("applied"),
                        number("coalesced"),
                        number("filtered"),
                        number("parked"),
                        number("displaced")),
                number("accounted"),
                number("lag"),
                number("bufferedBytes"),
                new SinkStatus.Delay(number("delayP50Ms"), number("delayP95Ms"), number("delayP99Ms")),
                trouble);
    }

    private <E extends Enum<E>> E known(Class<E> states, E otherwise) {
        for (E one : states.getEnumConstants()) {
            if (one.name().equals(state)) {
                return one;
            }
        }
        return otherwise;
    }

    String json() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("state", state);
        facts.put("position", position);
        facts.put("numbers", numbers);
        trouble.ifPresent(cause -> facts.put(
                "trouble",
                Map.of(
                        "code", cause.error().code().name(),
                        "message", String.valueOf(cause.error().getMessage()),
                        "tries", cause.tries(),
                        "nextTryMs", cause.nextTryMs())));
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Figures cannot be written as JSON", e);
        }
    }

    /** What another process wrote; of what a newer version writes, what is known here. */
    static RoleFigures parse(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            Map<String, Long> numbers = new LinkedHashMap<>();
            node.path("numbers")
                    .properties()
                    .forEach(number ->
                            numbers.put(number.getKey(), number.getValue().asLong()));
            return new RoleFigures(
                    node.path("state").asText(),
                    node.path("position").asText(),
                    numbers,
                    trouble(node.path("trouble")));
        } catch (JsonProcessingException e) {
            return bare(STARTING);
        }
    }

    private static Optional<Trouble> trouble(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        ErrorCode code = StreamSigns.code(node.path("code").asText()).orElse(ErrorCode.INTERNAL);
        var error = new MigrationException(code, node.path("message").asText());
        return Optional.of(new Trouble(
                error, node.path("tries").asInt(), node.path("nextTryMs").asLong()));
    }
}
