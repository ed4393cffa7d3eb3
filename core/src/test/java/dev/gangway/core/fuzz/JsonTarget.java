package dev.gangway.core.fuzz;

import dev.gangway.core.php.JsonSyntax;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells JSON from other text. */
final class JsonTarget implements FuzzTarget {
    private static final List<String> WORDS =
            List.of("{ } [ ] [[ ]] {\"a\": , : \" \\ \\u00e9 \\ud800 true null - 1e .  \n \0 \u00e9".split(" ", -1));

    @Override
    public String name() {
        return "json";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                "{\"a\":[1,-2.5e+3,true,null,\"\\u00e9\\n\"]}".getBytes(StandardCharsets.UTF_8),
                "[[],{}]".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> words() {
        return WORDS.stream().map(word -> word.isEmpty() ? " " : word).toList();
    }

    @Override
    public String read(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        boolean json = JsonSyntax.isJson(text);
        boolean padded = JsonSyntax.isJson(" " + text + "\n");
        if (json != padded) {
            throw new AssertionError("Blanks around it change the answer");
        }
        return json + " " + Integer.highestOneBit(input.length);
    }
}
