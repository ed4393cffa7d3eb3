package dev.gangway.sink.apply;

import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.derivations.TouchedKeys;
import dev.gangway.mysql.write.RowSql;
import dev.gangway.mysql.write.RowWriter;
import dev.gangway.mysql.write.Statements;
import dev.gangway.mysql.write.WriteLosses;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Map;

/** The target over one connection, in its open transaction. */
public final class JdbcAccess implements TargetAccess {
    private final Connection connection;
    private final Parts parts;

    /** What is made once and serves every transaction. */
    public static final class Parts {
        private final RowWriter writer;
        private final RowSql sql;
        private final TouchedKeys touched;
        private final CascadeWriter cascades;
        private final UniqueConflicts conflicts;
        private final TargetRows rows;
        private final RemovedRows removed = new RemovedRows();

        public Parts(Schema target, RowWriter writer, RowSql sql, TouchedKeys touched) {
            this.writer = writer;
            this.sql = sql;
            this.touched = touched;
            this.cascades = new CascadeWriter(target, writer, sql, touched, removed);
            this.conflicts = new UniqueConflicts(sql);
            this.rows = new TargetRows(sql);
        }

        /** The target inside the transaction that is open on a connection; nothing was touched in it yet. */
        public JdbcAccess on(Connection connection) {
            touched.clear();
            removed.clear();
            return new JdbcAccess(connection, this);
        }

        /** What went in the transaction. */
        public RemovedRows removed() {
            return removed;
        }
    }

    private JdbcAccess(Connection connection, Parts parts) {
        this.connection = connection;
        this.parts = parts;
    }

    @Override
    public void upsert(Table table, List<String> key, List<Row> rows) throws SQLException {
        parts.writer.upsert(connection, table, key, rows);
    }

    @Override
    public void insert(Table table, List<Row> rows) throws SQLException {
        parts.writer.insert(connection, table, rows);
        parts.removed.returned(table.name(), rows.size());
    }

    @Override
    public void delete(Table table, List<Row> keys) throws SQLException {
        parts.removed.add(table.name(), parts.writer.delete(connection, table, keys));
    }

    @Override
    public void clear(Table table) throws SQLException {
        parts.touched.clearing(connection, table.name());
        parts.removed.add(table.name(), parts.writer.clear(connection, table));
    }

    @Override
    public void cascade(Cascade cascade) throws SQLException {
        parts.cascades.apply(connection, cascade);
    }

    @Override
    public long count(Table table, List<Row> keys) throws SQLException {
        String from = "SELECT COUNT(*) FROM " + parts.sql.name(table.name());
        return Statements.queryLong(connection, from + " WHERE " + parts.sql.condition(table, keys));
    }

    @Override
    public List<UniqueConflicts.Holder> holders(Table table, List<String> key, List<Row> rows) throws SQLException {
        return parts.conflicts.find(connection, table, key, rows);
    }

    @Override
    public Map<RowKey, Row> find(Table table, List<String> key, List<Row> keyRows) throws SQLException {
        return parts.rows.find(connection, table, key, keyRows);
    }

    @Override
    public void touch(Table table, List<Row> keys) throws SQLException {
        if (parts.touched.watches(table.name())) {
            parts.touched.before(connection, table, keys, parts.sql);
        }
    }

    @Override
    public void wrote(Table table, List<Row> rows) {
        parts.touched.wrote(table, rows);
    }

    @Override
    public boolean isDerivedAmong(String table) {
        return parts.touched.isDerivedAmong(table);
    }

    @Override
    public Mark mark() throws SQLException {
        WriteLosses counted = parts.writer.mark();
        Savepoint savepoint = connection.setSavepoint();
        return new Mark() {
            @Override
            public void keep() throws SQLException {
                connection.releaseSavepoint(savepoint);
            }

            @Override
            public void undo() throws SQLException {
                connection.rollback(savepoint);
                parts.writer.reset(counted);
            }
        };
    }
}
