package dev.gangway.derivations;

import java.sql.SQLException;

/** Changes the structure of the target on a connection of its own: such statements would commit the caller's transaction. */
@FunctionalInterface
public interface StructureChange {

    void change(String statement) throws SQLException;
}
