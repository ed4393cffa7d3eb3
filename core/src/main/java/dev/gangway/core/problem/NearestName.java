package dev.gangway.core.problem;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a person most likely meant, for "did you mean" hints. */
public final class NearestName {
    private static final int LONGEST = 80;

    private NearestName() {}

    /** The closest of the known names, if one is close enough to be worth suggesting; blanks, case, dashes do not count. */
    public static Optional<String> of(String written, Collection<String> known) {
        String wanted = plain(written);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return Optional.empty();
        }
        String best = null;
        int bestDistance = Math.max(1, wanted.length() / 3) + 1;
        for (String name : known) {
            int distance = distance(wanted, plain(name));
            if (distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code ": did you mean X?"}, or the list of the known names when nothing is close. */
    public static String hint(String written, Collection<String> known) {
        return of(written, known)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElseGet(() -> known.isEmpty() ? "; none is allowed here" : "; known: " + String.join(", ", known));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(" ", "");
    }

    /** Edits (insert, delete, replace, swap neighbours) between two short texts. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                d[i][j] = cell(a, b, i, j, d);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cell(String a, String b, int i, int j, int[][] d) {
        char x = a.charAt(i - 1);
        char y = b.charAt(j - 1);
        int cost = x == y ? 0 : 1;
        int best = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
        boolean swapped = i > 1 && j > 1 && x == b.charAt(j - 2) && y == a.charAt(i - 2);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
