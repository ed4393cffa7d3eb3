package dev.gangway.core.fuzz;

import dev.gangway.core.php.JsonSyntax;
import dev.gangway.core.php.PhpFormatException;
import dev.gangway.core.php.PhpJson;
import dev.gangway.core.php.PhpJsonException;
import dev.gangway.core.php.PhpReader;
import dev.gangway.core.php.PhpRepair;
import dev.gangway.core.php.PhpValue;
import dev.gangway.core.php.PhpWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** PHP-serialized text: reading, repair, writing it again and as JSON. */
final class PhpTarget implements FuzzTarget {
    private static final List<String> WORDS = List.of(
            ("N; b:1; i:0; i:-5; d:0.5; d:1e400; d:NAN; d:-INF; s:1:\" \"; s:0:\"\"; a:1:{ a:1:{i:0; a:0:{} } }}"
                            + " O:3:\"Foo\":1:{ O:8:\"stdClass\":1:{s:1:\"a\"; R:1; R:2; r:1; r:2; C:1:\"A\":0:{} E:3:\"A:B\";"
                            + " S:1:\"\\41\"; s:3:\"\u00e9\u0001\"; : { \" ; i: s: \0 \ud83d\ude00 i:0;i:0; i:0;s:50000:\"a;")
                    .split(" ", -1));
    private static final String WHOLE =
            "a:3:{s:1:\"a\";d:1.5;i:2;O:3:\"Foo\":2:{s:1:\"x\";N;s:4:\"\0*\0y\";b:1;}s:2:\"\u00e9\";R:3;}";

    @Override
    public String name() {
        return "php";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                WHOLE.getBytes(StandardCharsets.UTF_8),
                "a:2:{i:0;a:1:{s:3:\"key\";s:5:\"value\";}i:1;r:2;}".getBytes(StandardCharsets.UTF_8),
                "a:1:{s:10:\"conditions\";a:1:{i:0;a:2:{s:4:\"type\";s:3:\"a/b\";s:5:\"value\";s:1:\"1\";}}}"
                        .getBytes(StandardCharsets.UTF_8),
                "S:3:\"\\41bc\";".getBytes(StandardCharsets.UTF_8),
                new byte[0]);
    }

    @Override
    public List<String> words() {
        return WORDS.stream().map(word -> word.isEmpty() ? " " : word).toList();
    }

    @Override
    public String read(byte[] input) {
        return outcome(PhpRepair.read(input)) + "/" + strictly(input);
    }

    private static String strictly(byte[] input) {
        try {
            return outcome(PhpReader.read(input));
        } catch (PhpFormatException refused) {
            return refused.getMessage().replaceAll("\\d+", "#");
        }
    }

    private static String outcome(@org.jspecify.annotations.Nullable PhpValue value) {
        if (value == null) {
            return "beyond repair";
        }
        byte[] written = PhpWriter.write(value);
        if (!Arrays.equals(PhpWriter.write(again(written)), written)) {
            throw new AssertionError("What was written reads differently");
        }
        try {
            String json = PhpJson.encodeLenient(value, lost -> {});
            if (!JsonSyntax.isJson(json)) {
                throw new AssertionError("Not JSON: " + json);
            }
            return shape(json);
        } catch (PhpJsonException refused) {
            return String.valueOf(refused.getMessage()).replaceAll("\\d+", "#");
        }
    }

    private static PhpValue again(byte[] written) {
        try {
            return PhpReader.read(written);
        } catch (PhpFormatException e) {
            throw new AssertionError("What was written cannot be read", e);
        }
    }

    /** The brackets and the kinds of values, as far as they are few. */
    private static String shape(String json) {
        String kinds = json.replaceAll("[^\\[\\]{}:\"tfn1-9.e]", "").replaceAll("(.)\\1+", "$1");
        return kinds.length() > 24 ? kinds.substring(0, 24) + kinds.length() / 16 : kinds;
    }
}
