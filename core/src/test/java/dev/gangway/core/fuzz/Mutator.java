package dev.gangway.core.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Changes inputs: bytes, words of the format, parts of other inputs, many repetitions. */
final class Mutator {
    private static final int LARGEST = 1 << 18;
    private static final int MOST_CHANGES = 6;

    private final List<String> words;
    private final Random random;

    Mutator(List<String> words, Random random) {
        this.words = List.copyOf(words);
        this.random = random;
    }

    byte[] change(byte[] input, byte[] other) {
        byte[] result = input;
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            result = changeOnce(result, other);
        }
        return result;
    }

    private byte[] changeOnce(byte[] input, byte[] other) {
        int at = random.nextInt(input.length + 1);
        int removed = random.nextInt(3) == 0 ? random.nextInt(1 + Math.min(40, input.length - at)) : 0;
        return switch (random.nextInt(8)) {
            case 0 -> replace(input, at, Math.min(1, input.length - at), new byte[] {(byte) random.nextInt(256)});
            case 1, 2 -> replace(input, at, removed, word());
            case 3 -> replace(input, at, removed, part(other));
            case 4 -> replace(input, at, removed, part(input));
            case 5 -> replace(input, at, random.nextInt(1 + input.length - at), new byte[0]);
            case 6 -> replace(input, at, removed, repeated());
            default -> replace(input, at, removed, number());
        };
    }

    private byte[] word() {
        return words.get(random.nextInt(words.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] number() {
        String text =
                switch (random.nextInt(6)) {
                    case 0 -> "0";
                    case 1 -> "-1";
                    case 2 -> "2147483647";
                    case 3 -> "9223372036854775808";
                    case 4 -> "1e" + random.nextInt(100_000);
                    default -> String.valueOf(random.nextInt(100));
                };
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] part(byte[] from) {
        if (from.length == 0) {
            return from;
        }
        int start = random.nextInt(from.length);
        return java.util.Arrays.copyOfRange(
                from, start, start + 1 + random.nextInt(Math.min(300, from.length - start)));
    }

    /** Rarely long: nesting and quadratic effort show only there. */
    private byte[] repeated() {
        byte[] word = random.nextBoolean() ? word() : concat(word(), word());
        int most = random.nextInt(40) == 0 ? 60_000 : 30;
        var out = new ByteArrayOutputStream();
        for (int i = 1 + random.nextInt(most); i > 0 && out.size() < LARGEST; i--) {
            out.writeBytes(word);
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        return replace(a, a.length, 0, b);
    }

    private static byte[] replace(byte[] input, int at, int removed, byte[] added) {
        int length = Math.min(LARGEST, input.length - removed + added.length);
        var out = new ByteArrayOutputStream(Math.max(0, length));
        out.write(input, 0, at);
        out.writeBytes(added);
        out.write(input, at + removed, input.length - at - removed);
        byte[] whole = out.toByteArray();
        return whole.length <= LARGEST ? whole : java.util.Arrays.copyOf(whole, LARGEST);
    }
}
