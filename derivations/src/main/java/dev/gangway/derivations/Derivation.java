package dev.gangway.derivations;

import dev.gangway.core.config.StepKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Target rows that are a function of several rows of the target server: of the target's own tables and of shadow tables, never
 * of the live source. Recomputing a key gives the same rows however often it is done; rows of a key that has no cause any more
 * go. Stateless and thread-safe.
 */
public interface Derivation {

    /** For people: what is derived, such as {@code order grids}. */
    String name();

    /** The configured step that asks for it. */
    StepKind step();

    /** Whose changes touch which keys. */
    List<Input> inputs();

    List<Output> outputs();

    /** Recomputes what belongs to the keys inside the caller's transaction. */
    void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException;

    /** Makes what the derivation remembers things in, unless it is there; commits, so no transaction may be open. */
    default void prepare(Connection connection) throws SQLException {}

    /**
     * The keys that a change of a table as a whole touches, when the derivation can tell them from what it remembers of the
     * table; empty when all keys are touched. What it remembers is brought up to date.
     */
    default Optional<Set<String>> keysOfWhole(Connection connection, String table) throws SQLException {
        return Optional.empty();
    }

    /** Tables of which the derivation takes rows out that routes or other derivations write, and holds them to put them back. */
    default Set<String> heldTables() {
        return Set.of();
    }

    /**
     * Rows of a held table for which the condition holds are about to be written, or read by another derivation: those of them
     * that were taken out come back. Returns their keys, which have to be recomputed in the same transaction.
     */
    default Set<String> putBack(Connection connection, String table, String condition) throws SQLException {
        return Set.of();
    }

    /** Everything is about to be recomputed and counted from the beginning: forgets what was counted. */
    default void beginAnew(Connection connection) throws SQLException {}

    /** A transaction in which all keys were recomputed is committed: takes away what no row names any more. Never fails. */
    default void committed() {}

    /** Where numeric keys can be listed, so that all of them can be recomputed range by range; empty for small ones. */
    default Optional<KeyList> keyList() {
        return Optional.empty();
    }

    /**
     * A column that holds every key, indexed and numeric.
     *
     * @param table a table of the target or a shadow table
     */
    record KeyList(String table, String column) {}
}
