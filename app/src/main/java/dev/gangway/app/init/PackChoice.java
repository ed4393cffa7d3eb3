package dev.gangway.app.init;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which pack is taken, and what the others would do that the source may be of as well.
 *
 * @param why what it follows from, for people
 * @param equal packs that do the same with the tables that both shops have
 * @param others packs that do not
 */
record PackChoice(Pack pack, Origin origin, String why, List<Pack> equal, List<Other> others) {
    private static final int SHOWN = 3;

    /** A pack with other rules; {@code differences} are tables, columns and files that they are about. */
    record Other(Pack pack, List<String> differences) {
        Other {
            differences = List.copyOf(differences);
        }

        String shown() {
            int count = Math.min(differences.size(), SHOWN);
            String more = differences.size() > count ? " and " + (differences.size() - count) + " more" : "";
            return String.join(", ", differences.subList(0, count)) + more;
        }
    }

    PackChoice {
        equal = List.copyOf(equal);
        others = List.copyOf(others);
    }

    /** Lines below the pack's name. */
    List<String> explanation() {
        List<String> lines = new ArrayList<>();
        lines.add(why);
        if (!equal.isEmpty()) {
            lines.add("equal rules for the tables that are there: " + releases(equal));
        }
        others.stream()
                .collect(Collectors.groupingBy(Other::shown, java.util.LinkedHashMap::new, Collectors.toList()))
                .forEach((shown, group) -> lines.add("other rules: "
                        + releases(group.stream().map(Other::pack).toList()) + ", for " + shown));
        return lines;
    }

    /** {@code 1.9.3.0 to 1.9.4.4}: packs in order, without naming each. */
    private static String releases(List<Pack> packs) {
        String first = packs.get(0).release().toString();
        String last = packs.get(packs.size() - 1).release().toString();
        return switch (packs.size()) {
            case 1 -> first;
            case 2 -> first + " and " + last;
            default -> first + " to " + last + " (" + packs.size() + " releases)";
        };
    }
}
