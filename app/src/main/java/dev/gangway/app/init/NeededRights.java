package dev.gangway.app.init;

import java.util.List;

/** What the users of a migration must be allowed to do; {@code gangway init} names what they lack. */
public final class NeededRights {
    /** On the source, beside what the way of capture needs: nothing is ever written there for a load. */
    public static final List<String> SOURCE = List.of("SELECT");

    /** On the target's database; a reset makes tables with foreign keys anew, which takes REFERENCES. */
    public static final List<String> TARGET = List.of(
            "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "INDEX", "REFERENCES", "TRIGGER");

    /** On the state schema beside it, which is made by the first run. */
    public static final List<String> STATE =
            List.of("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "INDEX");

    private NeededRights() {}
}
