package dev.gangway.mysql.write;

import com.mysql.cj.jdbc.JdbcStatement;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrorKind;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes with LOAD DATA LOCAL INFILE from memory, several times faster than inserts. The file is read as binary, so every
 * byte arrives; text for columns of other charsets than UTF-8 is converted by the server. LOAD DATA LOCAL silently leaves out
 * rows with duplicate keys: when fewer rows arrive than were sent, they are rolled back and inserted, which names the
 * culprit. When the server forgets some of its warnings, fewer rows are loaded at once, so that each loss is known. Where the server forbids LOCAL, all rows are inserted. Thread-safe.
 */
public final class LoadDataTableWriter implements TableWriter {
    private static final Logger LOGGER = LoggerFactory.getLogger(LoadDataTableWriter.class);
    private static final Set<String> UTF8 = Set.of("utf8", "utf8mb3", "utf8mb4", "ascii", "binary");

    private final RowSql sql;
    private final NullCoercion nulls;
    private final WriteLosses losses;
    private final TableWriter inserts;
    private final AtomicBoolean forbidden;

    public LoadDataTableWriter(RowSql sql, NullCoercion nulls, WriteLosses losses) {
        this(sql, nulls, losses, new AtomicBoolean());
    }

    private LoadDataTableWriter(RowSql sql, NullCoercion nulls, WriteLosses losses, AtomicBoolean forbidden) {
        this.sql = sql;
        this.nulls = nulls;
        this.losses = losses;
        this.inserts = new InsertTableWriter(sql, nulls, losses);
        this.forbidden = forbidden;
    }

    /** The same writer counting into other losses; what is learnt about the server is shared. */
    public LoadDataTableWriter counting(WriteLosses otherLosses) {
        return new LoadDataTableWriter(sql, nulls, otherLosses, forbidden);
    }

    @Override
    public long write(Connection connection, Table table, List<Row> rows) throws SQLException {
        if (forbidden.get()) {
            return inserts.write(connection, table, rows);
        }
        nulls.apply(table, rows, losses);
        long written = 0;
        for (Map.Entry<RowShape, List<Row>> group : RowShape.group(table, rows).entrySet()) {
            written += writeShape(connection, table, group.getKey(), group.getValue());
        }
        return written;
    }

    private long writeShape(Connection connection, Table table, RowShape shape, List<Row> rows) throws SQLException {
        if (shape.size() == 0 || forbidden.get()) {
            return inserts.write(connection, table, rows);
        }
        Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
        var found = new WriteLosses();
        try {
            var loaded = load(connection, table, shape, rows, found);
            long count = loaded.rows();
            if (count == rows.size() && loaded.forgotten() > 0 && rows.size() > 1 && before != null) {
                connection.rollback(before);
                return writeHalves(connection, table, shape, rows);
            }
            if (count == rows.size()) {
                Warnings.addForgotten(table.name(), loaded.forgotten(), found);
                losses.addAll(found);
                release(connection, before);
                return count;
            }
        } catch (SQLException e) {
            if (SqlErrors.kindOf(e) != SqlErrorKind.LOCAL_INFILE_OFF) {
                throw e;
            }
            forbidden.set(true);
            LOGGER.atInfo()
                    .addKeyValue("table", table.name())
                    .log("The target forbids LOAD DATA LOCAL, rows are inserted");
        }
        if (before != null) {
            connection.rollback(before);
        }
        return inserts.write(connection, table, rows);
    }

    private long writeHalves(Connection connection, Table table, RowShape shape, List<Row> rows) throws SQLException {
        int middle = rows.size() / 2;
        return writeShape(connection, table, shape, rows.subList(0, middle))
                + writeShape(connection, table, shape, rows.subList(middle, rows.size()));
    }

    private static void release(Connection connection, @org.jspecify.annotations.Nullable Savepoint savepoint)
            throws SQLException {
        if (savepoint != null) {
            connection.releaseSavepoint(savepoint);
        }
    }

    /** {@code forgotten}: warnings that the server did not keep: fewer rows at once give fewer. */
    private record Loaded(long rows, long forgotten) {}

    private Loaded load(Connection connection, Table table, RowShape shape, List<Row> rows, WriteLosses found)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(new LoadDataInput(shape, rows));
            long count = statement.executeLargeUpdate(statementText(table, shape));
            return new Loaded(count, Warnings.collect(statement, table, rows, found));
        }
    }

    private String statementText(Table table, RowShape shape) {
        var targets = new ArrayList<String>();
        var conversions = new ArrayList<String>();
        for (int i = 0; i < shape.size(); i++) {
            Column column = shape.columns().get(i);
            String name = Identifiers.quote(column.name());
            if (needsConversion(column)) {
                targets.add("@v" + i);
                conversions.add(name + " = CONVERT(@v" + i + " USING utf8mb4)");
            } else {
                targets.add(name);
            }
        }
        return "LOAD DATA LOCAL INFILE 'gangway' INTO TABLE " + sql.name(table.name()) + " CHARACTER SET binary"
                + LoadDataInput.FORMAT + " (" + String.join(", ", targets) + ")"
                + (conversions.isEmpty() ? "" : " SET " + String.join(", ", conversions));
    }

    private static boolean needsConversion(Column column) {
        String charset = column.charset();
        return column.baseType().equals("json") || (charset != null && !UTF8.contains(charset));
    }
}
