package dev.gangway.derivations;

import dev.gangway.mysql.write.WriteLosses;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Runs a derivation's statements; what they lose is counted wherever the caller counts. */
public interface DerivedWriter {

    /** Runs a statement that writes rows of the table and returns how many; values that it has to change are counted. */
    long execute(Connection connection, String sql, String table) throws SQLException;

    /** Where values are counted that the server changes in rows which are not written by {@link #execute}; by default nobody looks. */
    default WriteLosses losses() {
        return new WriteLosses();
    }

    /** Rows of the table that stay out of it, for a reason that a person should know. */
    void leftOut(String table, String reason, long rows);

    /** The same with the keys of some of these rows, each text for one row. */
    default void leftOut(String table, String reason, long rows, List<String> someKeys) {
        leftOut(table, reason, rows);
    }

    /** Rows of the table that are not what the source has, for a reason that a person should know; each text tells one row. */
    default void leftOut(String table, String reason, List<String> keys) {
        leftOut(table, reason, keys.size());
    }
}
