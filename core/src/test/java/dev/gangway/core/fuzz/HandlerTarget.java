package dev.gangway.core.fuzz;

import dev.gangway.core.error.MigrationException;
import dev.gangway.core.handler.HandlerFixture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Handlers that read formats of their own out of a value; the value's first byte decides on text or bytes and on the mode. */
final class HandlerTarget implements FuzzTarget {
    private static final List<String> WORDS = List.of(
            ("{{widget {{block }} {{ type=\" type='a/b' template=\" \" ' / a/b x/y =  \n \\ a:1:{i:0; s:1:\"a\"; } N;"
                            + " s:9:\" O:1:\"a\":1:{ {\" [ ] : ; , 0:2: 0:3: ::ffff: 127.0.0.1 . ` AAAA \0 \u00e9 \ud83d\ude00"
                            + " <date_format> </date_format> >= < %")
                    .split(" ", -1));
    private final String handler;
    private final List<String> seeds;

    HandlerTarget(String handler, String... seeds) {
        this.handler = handler;
        this.seeds = List.of(seeds);
    }

    @Override
    public String name() {
        return handler;
    }

    @Override
    public List<byte[]> seeds() {
        return seeds.stream()
                .map(seed -> ("0" + seed).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public List<String> words() {
        return WORDS.stream().map(word -> word.isEmpty() ? " " : word).toList();
    }

    @Override
    public String read(byte[] input) {
        int first = input.length == 0 ? 0 : input[0];
        byte[] bytes = input.length == 0 ? input : java.util.Arrays.copyOfRange(input, 1, input.length);
        HandlerFixture fixture = HandlerFixture.handler(handler)
                .strict((first & 1) == 1)
                .option("crypt_key", "0123456789abcdef0123456789abcdef")
                .mapped("a/b", "B\\C")
                .mapped("a/empty", "");
        Object value = (first & 2) == 2 ? bytes : new String(bytes, StandardCharsets.UTF_8);
        try {
            Object result = fixture.apply(value);
            return (Objects.equals(result, value) ? "same " : kind(result)) + fixture.warnings;
        } catch (MigrationException refused) {
            return refused.code().name();
        }
    }

    private static String kind(@Nullable Object value) {
        return value == null
                ? "null "
                : value.getClass().getSimpleName()
                        + Integer.highestOneBit(value.toString().length());
    }
}
