package dev.gangway.app.check;

import dev.gangway.core.config.Requirement;
import java.util.Set;

/**
 * One requirement, and whether it is met.
 *
 * @param text what was found
 * @param remedy the statement or setting that mends it; empty when it is met
 */
public record CheckItem(Requirement requirement, State state, String text, String remedy) {

    /** How it stands, worst first. */
    public enum State {
        /** The migration cannot do its work until this is mended. */
        FAILS("FAILS"),
        /** It works, but something can go wrong that need not. */
        WARNS("warns"),
        /** It is not met, and the configuration says that this is meant so. */
        WAIVED("waived"),
        HOLDS("ok");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static CheckItem holds(Requirement requirement, String text) {
        return new CheckItem(requirement, State.HOLDS, text, "");
    }

    static CheckItem warns(Requirement requirement, String text, String remedy) {
        return new CheckItem(requirement, State.WARNS, text, remedy);
    }

    static CheckItem fails(Requirement requirement, String text, String remedy) {
        return new CheckItem(requirement, State.FAILS, text, remedy);
    }

    /** The same item, given up by name if it is not met. */
    CheckItem waivedBy(Set<Requirement> waived) {
        return state == State.HOLDS || !waived.contains(requirement)
                ? this
                : new CheckItem(requirement, State.WAIVED, text, remedy);
    }
}
