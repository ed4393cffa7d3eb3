package dev.gangway.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.app.wiring.Json;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.Recovery;
import dev.gangway.core.retry.Trouble;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the process that carries changes tells others on the same machine, once a second, in a file of the run folder: it can
 * be read while the target is away, which is when it is wanted most.
 *
 * @param wanted what somebody wants the stream to do, in words
 * @param lag captured changes that the target does not have yet
 * @param delayMs how long the oldest of them waits
 */
record LiveStatus(
        long atMs, String wanted, Map<String, String> states, long captured, long lag, long delayMs, List<Wait> waits) {
    private static final Logger LOGGER = LoggerFactory.getLogger(LiveStatus.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "stream.json";
    private static final int FILE_BYTES = 16 << 10;
    private static final int LOOKS = 3;
    private static final long FRESH_MS = 15_000;

    /** Why a part waits or has stopped. */
    record Wait(String part, Recovery recovery, int tries, long nextTryMs, String code, String message) {
        static Wait of(String part, Trouble trouble) {
            return new Wait(
                    part,
                    trouble.recovery(),
                    trouble.tries(),
                    trouble.nextTryMs(),
                    trouble.error().code().name(),
                    String.valueOf(trouble.error().getMessage()));
        }
    }

    /** Where the stream of a migration tells it. */
    static Path file(MigrationConfig config) {
        return RunFolder.path(config).resolve(FILE);
    }

    static LiveStatus of(StreamView stream, long nowMs) {
        StreamRun.Progress p = stream.progress();
        Map<String, String> states = new LinkedHashMap<>();
        states.put("capture", p.capture());
        states.put("transform", p.transform());
        states.put("sink", p.sink());
        var waits = new ArrayList<Wait>();
        stream.troubles().forEach((part, trouble) -> waits.add(Wait.of(part, trouble)));
        return new LiveStatus(nowMs, stream.wanted().text(), states, p.captured(), p.lag(), p.delayMs(), waits);
    }

    /** The first part that waits or has stopped in this way, with its error's code. */
    Optional<String> firstWait(Recovery recovery) {
        return waits.stream()
                .filter(wait -> wait.recovery() == recovery)
                .findFirst()
                .map(wait -> wait.part() + " [" + wait.code() + "]");
    }

    boolean isFresh(long nowMs) {
        return nowMs - atMs < FRESH_MS;
    }

    /** As facts for a report. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("wanted", wanted);
        facts.putAll(states);
        facts.put("captured", captured);
        facts.put("lag", lag);
        facts.put("delayMs", delayMs);
        Map<String, Object> waiting = new LinkedHashMap<>();
        for (Wait wait : waits) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("class", wait.recovery().name());
            one.put("code", wait.code());
            one.put("tries", wait.tries());
            one.put("nextTryMs", wait.nextTryMs());
            one.put("message", wait.message());
            waiting.put(wait.part(), one);
        }
        facts.put("waits", waiting);
        return facts;
    }

    /**
     * Never an error: the stream does not depend on it. Always the same bytes of the same file, which works on a disk that has
     * become full meanwhile.
     */
    void write(Path path) {
        Map<String, Object> all = facts();
        all.put("atMs", atMs);
        byte[] text = Json.of(all).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(text, Math.max(text.length, FILE_BYTES));
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(padded);
            file.setLength(padded.length);
        } catch (IOException e) {
            LOGGER.atDebug().addKeyValue("error", e.toString()).log("The stream's status cannot be written");
        }
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOGGER.atDebug().addKeyValue("error", e.toString()).log("The stream's status cannot be removed");
        }
    }

    /** What a running stream said last; empty when none runs on this machine. */
    static Optional<LiveStatus> read(Path file, long nowMs) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        for (int look = 0; look < LOOKS; look++) { // it may be half written
            try {
                return Optional.of(parse(JSON.readTree(file.toFile()))).filter(status -> status.isFresh(nowMs));
            } catch (IOException | IllegalArgumentException e) {
                LOGGER.atDebug().addKeyValue("error", e.toString()).log("The stream's status cannot be read");
            }
        }
        return Optional.empty();
    }

    private static LiveStatus parse(JsonNode node) {
        Map<String, String> states = new LinkedHashMap<>();
        for (String part : List.of("capture", "transform", "sink")) {
            states.put(part, node.path(part).asText());
        }
        var waits = new ArrayList<Wait>();
        for (Map.Entry<String, JsonNode> wait : node.path("waits").properties()) {
            waits.add(wait(wait.getKey(), wait.getValue()));
        }
        return new LiveStatus(
                node.path("atMs").asLong(),
                node.path("wanted").asText(),
                states,
                node.path("captured").asLong(),
                node.path("lag").asLong(),
                node.path("delayMs").asLong(),
                waits);
    }

    private static Wait wait(String part, JsonNode node) {
        return new Wait(
                part,
                Recovery.valueOf(node.path("class").asText()),
                node.path("tries").asInt(),
                node.path("nextTryMs").asLong(),
                node.path("code").asText(),
                node.path("message").asText());
    }

    /** What needs attention, one line each. */
    List<String> attention(long nowMs) {
        var lines = new ArrayList<String>();
        for (Wait wait : waits) {
            String next = wait.nextTryMs() == 0
                    ? ""
                    : ", tries so far %d, next try in %d s"
                            .formatted(wait.tries(), Math.max(0, (wait.nextTryMs() - nowMs + 999) / 1000));
            lines.add("%s %s%s: %s [%s]"
                    .formatted(wait.part(), wait.recovery().words(), next, wait.message(), wait.code()));
        }
        if (lag > 0) {
            lines.add("%,d captured changes are not in the target yet, the oldest waits for %d s"
                    .formatted(lag, delayMs / 1000));
        }
        return lines;
    }
}
