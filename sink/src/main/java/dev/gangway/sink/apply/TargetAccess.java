package dev.gangway.sink.apply;

import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * The target as the applier needs it, inside one transaction. An error that concerns rows leaves the target as it was at the
 * last mark once that is undone. One thread at a time.
 */
public interface TargetAccess {

    /** Inserts rows, or overwrites the given fields of rows that exist. */
    void upsert(Table table, List<String> key, List<Row> rows) throws SQLException;

    /** Inserts rows; a duplicate key is an error. */
    void insert(Table table, List<Row> rows) throws SQLException;

    /** Deletes the rows that have exactly the set fields of a key. */
    void delete(Table table, List<Row> keys) throws SQLException;

    /** Deletes every row. */
    void clear(Table table) throws SQLException;

    /** Does to children what the source's foreign keys did. */
    void cascade(Cascade cascade) throws SQLException;

    /** How many rows have one of these keys. */
    long count(Table table, List<Row> keys) throws SQLException;

    /** Rows with another key that hold a unique value of one of {@code rows}. */
    List<UniqueConflicts.Holder> holders(Table table, List<String> key, List<Row> rows) throws SQLException;

    /** The rows with these keys, whole; keys that do not exist are absent. */
    Map<RowKey, Row> find(Table table, List<String> key, List<Row> keyRows) throws SQLException;

    /** Rows with these keys are about to change: whoever computes from them is told how they were. */
    void touch(Table table, List<Row> keys) throws SQLException;

    /** These rows are written: whoever computes from them is told how they are. */
    void wrote(Table table, List<Row> rows);

    /** True when others than routes write to this table too, so that such a row is no loss. */
    boolean isDerivedAmong(String table);

    /** A point to go back to. */
    Mark mark() throws SQLException;

    /** What was written since a mark. */
    interface Mark {
        void keep() throws SQLException;

        /** Takes it back, and what was counted meanwhile. */
        void undo() throws SQLException;
    }
}
