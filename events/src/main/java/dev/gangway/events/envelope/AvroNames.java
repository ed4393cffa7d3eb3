package dev.gangway.events.envelope;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes legal Avro names of table and column names. */
final class AvroNames {

    private AvroNames() {}

    /** Letters, digits and underscores stay; everything else becomes an underscore. */
    static String legal(String name) {
        var out = new StringBuilder(name.length() + 1);
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
            out.append('_');
        }
        name.chars().forEach(c -> out.append(isLegal(c) ? (char) c : '_'));
        return out.toString();
    }

    /** A different legal name for each of the names, none of them reserved; legal names stay when they can. */
    static Map<String, String> distinct(List<String> names, Set<String> reserved) {
        Set<String> taken = new TreeSet<>(reserved);
        var result = new LinkedHashMap<String, String>();
        names.forEach(name -> result.put(name, ""));
        for (boolean unchanged : new boolean[] {true, false}) {
            for (String name : names) {
                String legal = legal(name);
                if (legal.equals(name) == unchanged
                        && result.getOrDefault(name, "").isEmpty()) {
                    result.put(name, free(legal, taken));
                }
            }
        }
        return result;
    }

    private static String free(String name, Set<String> taken) {
        String candidate = name;
        for (int i = 2; !taken.add(candidate); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }

    private static boolean isLegal(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
