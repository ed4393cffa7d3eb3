package dev.gangway.app.logins;

import dev.gangway.core.login.HashKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many customers have a password of which kind, and what becomes of it. Immutable.
 *
 * @param module the module for Magento 2 that verifies more kinds is installed in the target
 * @param strict the rows are to be those of Magento's own tool
 */
public record Logins(Map<HashKind, Long> counts, boolean module, boolean strict) {
    /** Where the module is, seen from the program's folder. */
    public static final String MODULE = "etc/magento2-module";

    public Logins {
        counts = new EnumMap<>(counts);
    }

    /** Kinds of passwords with which nobody can log in to the target, as it is. */
    public List<HashKind> lost() {
        return counts.keySet().stream()
                .filter(HashKind::isLost)
                .filter(kind -> !isKept(kind))
                .toList();
    }

    private boolean isKept(HashKind kind) {
        return module && !strict && kind.worksWithModule();
    }

    long customers() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Customers who cannot log in any more. */
    public long concerned() {
        return lost().stream().mapToLong(kind -> counts.getOrDefault(kind, 0L)).sum();
    }

    /** One sentence about those who cannot log in. */
    public String problem() {
        var kinds = new ArrayList<String>();
        for (HashKind kind : lost()) {
            long count = counts.getOrDefault(kind, 0L);
            if (count > 0) {
                kinds.add("%,d %s".formatted(count, kind.title()));
            }
        }
        return "%,d of %,d customers cannot log in to Magento 2 with their password (%s)"
                .formatted(concerned(), customers(), String.join(", ", kinds));
    }

    /** What to do for them; {@code list} is how to get the list. */
    public String remedy(String list) {
        boolean helps = lost().stream().anyMatch(kind -> kind.worksWithModule() && counts.getOrDefault(kind, 0L) > 0);
        String reset = "ask them to set a new password (" + list + " lists them)";
        if (!helps) {
            return reset;
        }
        return strict
                ? "leave out strict compatibility, or " + reset
                : "install the module " + MODULE + " in Magento 2 before the data mode, or " + reset;
    }

    /** What becomes of a kind, in words. */
    String fate(HashKind kind) {
        if (kind == HashKind.NONE) {
            return "no password in Magento 1";
        }
        if (kind.works()) {
            return "works as it is";
        }
        if (isKept(kind)) {
            return "works: the module verifies it at the first login";
        }
        if (strict) {
            return "does not work: passed on as Magento's own tool does";
        }
        return kind.worksWithModule()
                ? "does not work without the module " + MODULE + ": not passed on"
                : "does not work: not passed on";
    }
}
