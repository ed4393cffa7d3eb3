package dev.gangway.core.php;

import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates PHP values and damages their serialized form. */
final class PhpValues {
    private static final List<String> TOKENS = List.of(
            "N;",
            "b:1;",
            "i:0;",
            "i:-5;",
            "d:0.5;",
            "s:1:\"",
            "\";",
            "a:1:{",
            "a:2:{",
            "}",
            "O:3:\"Foo\":1:{",
            "R:1;",
            "R:2;",
            "r:2;",
            "C:1:\"A\":0:{}",
            "E:3:\"A:B\";",
            "S:1:\"\\41\";",
            "s:3:\"é\u0001\";",
            "i:99999999999999999999;",
            "a:99999999:{",
            "d:1e400;",
            "d:NAN;",
            "s:0:\"\";",
            ":",
            "{",
            "\"",
            ";",
            "i:",
            "s:");

    private PhpValues() {}

    static Arbitrary<PhpValue> any() {
        return Arbitraries.lazyOf(
                PhpValues::scalar,
                PhpValues::scalar,
                PhpValues::string,
                PhpValues::string,
                PhpValues::array,
                PhpValues::object);
    }

    private static Arbitrary<PhpValue> scalar() {
        return Arbitraries.oneOf(
                Arbitraries.of(PhpScalar.NULL, PhpScalar.TRUE, PhpScalar.FALSE),
                Arbitraries.longs().map(PhpScalar.Int::new),
                Arbitraries.doubles().map(PhpScalar.Real::new));
    }

    private static Arbitrary<PhpValue> string() {
        Arbitrary<PhpValue> text = Arbitraries.strings()
                .withChars("aé€\ud83d\ude00\"\\/;:{}\0\n0123")
                .ofMaxLength(12)
                .map(PhpString::of);
        Arbitrary<PhpValue> bytes =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(8).map(PhpString::of);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(5, text), net.jqwik.api.Tuple.of(1, bytes));
    }

    private static Arbitrary<PhpValue> array() {
        Arbitrary<PhpValue> key = Arbitraries.oneOf(
                Arbitraries.integers().between(-2, 5).map(i -> (PhpValue) new PhpScalar.Int(i)), string());
        return Combinators.combine(key.list().ofMaxSize(4), any().list().ofSize(4))
                .as((keys, values) -> {
                    var array = new PhpArray();
                    for (int i = 0; i < keys.size(); i++) {
                        array.put(keys.get(i), values.get(i));
                    }
                    return array;
                });
    }

    private static Arbitrary<PhpValue> object() {
        return Combinators.combine(
                        Arbitraries.of("stdClass", "Varien_Object", "A\\B"),
                        string().list().ofMaxSize(3),
                        any())
                .as((name, names, value) -> {
                    var object = new PhpObject(PhpString.of(name));
                    names.forEach(property -> object.properties().putProperty((PhpString) property, value));
                    return object;
                });
    }

    /** Serialized text with a few bytes changed, removed or added. */
    static byte[] damaged(byte[] serialized, long seed) {
        RandomGenerator random = new java.util.Random(seed);
        byte[] result = serialized;
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(result.length + 1);
            int removed = Math.min(random.nextInt(4), result.length - at);
            byte[] added = random.nextBoolean()
                    ? PhpString.of(TOKENS.get(random.nextInt(TOKENS.size()))).toBytes()
                    : new byte[] {(byte) random.nextInt(256)};
            byte[] next = new byte[result.length - removed + added.length];
            System.arraycopy(result, 0, next, 0, at);
            System.arraycopy(added, 0, next, at, added.length);
            System.arraycopy(result, at + removed, next, at + added.length, result.length - at - removed);
            result = next;
        }
        return result;
    }

    /** Tokens in any order. */
    static byte[] tokens(long seed) {
        RandomGenerator random = new java.util.Random(seed);
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(TOKENS.get(random.nextInt(TOKENS.size())));
        }
        return PhpString.of(text.toString()).toBytes();
    }
}
