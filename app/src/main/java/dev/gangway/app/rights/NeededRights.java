package dev.gangway.app.rights;

import java.util.List;

/** What the users of a migration must be allowed to do; {@code gangway init} names what they lack, and so does every run. */
public final class NeededRights {
    /** On the source, beside what the way of capture needs: nothing is ever written there for a load. */
    public static final List<String> SOURCE = List.of("SELECT");

    /** On the source's database, to keep a log of changes in it. */
    public static final List<String> CAPTURE_BY_TRIGGERS =
            List.of("SELECT", "INSERT", "DELETE", "CREATE", "DROP", "TRIGGER");

    /** On the source's whole server. */
    public static final List<String> CAPTURE_BY_BINLOG = List.of("REPLICATION SLAVE", "REPLICATION CLIENT");

    /** On the target's database, to load it. */
    public static final List<String> LOAD =
            List.of("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "TRIGGER");

    /** On the target's database, to carry changes into it. */
    public static final List<String> APPLY = List.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRIGGER");

    /** On the target's database for everything: a reset makes tables with foreign keys anew, which takes REFERENCES. */
    public static final List<String> TARGET = List.of(
            "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "INDEX", "REFERENCES", "TRIGGER");

    /** On the state schema beside it, which is made by the first run. */
    public static final List<String> STATE = List.of("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER");

    private NeededRights() {}
}
