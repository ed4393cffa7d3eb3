package dev.gangway.testkit.shop;

import java.util.List;
import java.util.Random;

/** Makes text of the kinds that get lost on bad roads: quotes, backslashes, trailing spaces, umlauts, four-byte characters. */
public final class Words {
    private static final List<String> PLAIN = List.of(
            "harbour", "rope", "anchor", "plank", "deck", "sail", "mast", "keel", "crew", "cargo", "tide", "buoy",
            "lantern", "compass", "oar", "rudder", "hull", "cabin", "galley", "wharf", "pier", "ferry", "barge", "tug");
    private static final List<String> LATIN = List.of(
            "café",
            "Straße",
            "naïve",
            "Ærø",
            "garçon",
            "mañana",
            "O'Neill",
            "back\\slash",
            "say \"ho\"",
            "100 % off",
            "tab\there");
    private static final List<String> WIDE = List.of("Привет", "日本語", "Ελλάδα", "łódź", "€ 12", "naïve 中");
    private static final List<String> ASTRAL = List.of("⚓ 🚢", "😀 thanks!", "𝒮ea", "👩‍✈️");

    private final Random random;

    public Words(Random random) {
        this.random = random;
    }

    /** A few words that a column of the given length and character set can hold. */
    public String phrase(int maxLength, String charset) {
        var text = new StringBuilder(pick(PLAIN));
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(' ').append(pick(special(charset)));
        }
        int room = Math.max(1, maxLength);
        if (text.codePointCount(0, text.length()) > room) {
            text.setLength(text.offsetByCodePoints(0, room));
        }
        return text.toString();
    }

    /** Several sentences. */
    String paragraph(String charset) {
        var text = new StringBuilder();
        int count = 2 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            text.append(phrase(80, charset)).append(i % 2 == 0 ? ".\n" : ". ");
        }
        return text.toString();
    }

    String name() {
        String word = pick(random.nextInt(6) == 0 ? LATIN.subList(0, 7) : PLAIN);
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    String key(int number) {
        return pick(PLAIN) + "-" + pick(PLAIN) + "-" + number;
    }

    private List<String> special(String charset) {
        int kind = random.nextInt(8);
        if (kind == 7 && charset.equals("utf8mb4")) {
            return ASTRAL;
        }
        if (kind >= 6 && !charset.equals("latin1")) {
            return WIDE;
        }
        return kind >= 4 ? LATIN : PLAIN;
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
