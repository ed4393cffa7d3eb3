package dev.gangway.derivations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * Small tables of which all rows are decided together, since each row's fate or number depends on the others: the key is "all". What
 * somebody changed in them on the target stays, so they cannot be compared with what recomputing gives.
 */
public interface WholeDerivation extends Derivation {

    /** Decides all rows inside the caller's transaction; returns the tables of which rows were written. */
    Set<String> decide(Connection connection, DerivedWriter writer) throws SQLException;

    @Override
    default void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        decide(connection, writer);
    }
}
