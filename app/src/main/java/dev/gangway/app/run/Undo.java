package dev.gangway.app.run;

import java.util.List;

/**
 * One thing that a reset undoes.
 *
 * @param where the database, cluster or folder
 * @param what what is done there, for a person
 * @param names which objects; empty where the text says it all
 * @param action does it; may be repeated
 */
record Undo(String where, String what, List<String> names, Runnable action) {
    private static final int SHOWN = 6;

    Undo {
        names = List.copyOf(names);
    }

    /** One line, with all names or only the first. */
    String line(boolean all) {
        String head = where + ": " + what;
        if (names.isEmpty()) {
            return head;
        }
        int shown = all ? names.size() : Math.min(SHOWN, names.size());
        String more = shown < names.size() ? ", and " + (names.size() - shown) + " more" : "";
        return head + " (" + String.join(", ", names.subList(0, shown)) + more + ")";
    }
}
