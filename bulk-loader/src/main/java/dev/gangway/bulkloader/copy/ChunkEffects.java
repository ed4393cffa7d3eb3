package dev.gangway.bulkloader.copy;

import dev.gangway.bulkloader.step.CopiedRows;
import dev.gangway.core.change.SourceKey;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.plan.SideRow;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.ParkedChange;
import dev.gangway.mysql.write.BisectingTableWriter;
import dev.gangway.mysql.write.InsertTableWriter;
import dev.gangway.mysql.write.Loss;
import dev.gangway.mysql.write.OneByOneTableWriter;
import dev.gangway.mysql.write.RowWriter;
import dev.gangway.mysql.write.Statements;
import dev.gangway.mysql.write.TableWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps and writes the batches of one chunk and keeps what happened until the chunk is committed. One thread at a time. */
final class ChunkEffects {
    private final ChunkCopier.Tools tools;
    private final CopyTask task;
    private final ChunkLosses losses;
    private final List<ParkedChange> rejected = new ArrayList<>();
    private final TableWriter writer;
    private long rowsWritten;
    private long rowsSent;
    private long rowsRefused;
    private long sideRows;

    ChunkEffects(ChunkCopier.Tools tools, CopyTask task) {
        this.tools = tools;
        this.task = task;
        this.losses = new ChunkLosses(task.source());
        this.writer = task.target().isTransactional()
                ? new BisectingTableWriter(fastest(), this::refused)
                : new OneByOneTableWriter(inserts(), this::refused);
    }

    private TableWriter fastest() {
        return task.keepFirst().isEmpty() ? tools.loader().counting(losses.written()) : inserts();
    }

    private TableWriter inserts() {
        var inserts = new InsertTableWriter(tools.sql(), tools.nulls(), losses.written());
        return task.keepFirst().isEmpty()
                ? inserts
                : inserts.keepingFirst(task.keepFirst().stream().sorted().toList());
    }

    /** The server has copied the chunk's rows by itself. */
    void wroteDirectly(long rows) {
        rowsWritten = rows;
    }

    void write(Connection connection, List<Row> read) throws SQLException {
        long start = System.nanoTime();
        List<Row> batch = task.mapper().select(read);
        List<MappedRow> mapped = task.mapper().map(batch, losses);
        var rows = new ArrayList<Row>(mapped.size());
        var sides = new LinkedHashMap<String, List<SideRow>>();
        for (int i = 0; i < mapped.size(); i++) {
            MappedRow row = mapped.get(i);
            if (row.rejection() != null) {
                park(batch.get(i), row.rejection(), "");
                continue;
            }
            rows.add(row.row());
            row.sideRows().forEach(side -> sides.computeIfAbsent(side.table(), t -> new ArrayList<>())
                    .add(side));
        }
        start = tools.clock().mapped(start);
        if (!rows.isEmpty()) {
            rowsSent += rows.size();
            rowsWritten += writer.write(connection, task.target(), rows);
        }
        for (Map.Entry<String, List<SideRow>> side : sides.entrySet()) {
            writeSide(connection, side.getKey(), side.getValue());
        }
        tools.clock().written(start);
    }

    private void writeSide(Connection connection, String name, List<SideRow> added) throws SQLException {
        Table table = tools.context().environment().targetSchema().table(name).orElse(null);
        if (table == null) {
            losses.add(name, "", "the target has no such table", added.size());
            return;
        }
        sideRows += added.size();
        tools.context().keep(List.of(name)); // not every mapper says beforehand which tables it fills
        Layout layout = Layout.of(table);
        var rows = new ArrayList<Row>(added.size());
        for (SideRow side : added) {
            var row = new Row(layout);
            side.fields().forEach(row::set);
            rows.add(row);
        }
        new RowWriter(tools.sql(), tools.nulls(), losses.written()).upsert(connection, table, List.of(), rows);
    }

    /** The server does not tell how many rows it left out for an earlier one: such a table has one chunk and began empty. */
    void countLeftOut(Connection connection) throws SQLException {
        if (task.keepFirst().isEmpty()) {
            return;
        }
        long there = Statements.queryLong(
                connection,
                "SELECT COUNT(*) FROM " + tools.sql().name(task.target().name()));
        long leftOut = rowsSent - rowsRefused - there;
        if (leftOut > 0) {
            String columns =
                    String.join(", ", task.keepFirst().stream().sorted().toList());
            losses.add(task.target().name(), columns, Loss.Kind.DUPLICATE.name(), leftOut);
            rowsWritten = there;
        }
    }

    private void refused(Table table, Row row, SQLException reason) {
        rowsRefused++;
        String at = SqlErrors.columnOrKey(reason);
        String text = SqlErrors.kindOf(reason).advice() + " (error " + reason.getErrorCode()
                + (at == null ? "" : " at " + at) + ")";
        park(row, text, table.name());
    }

    private void park(Row row, String reason, String targetTable) {
        String key = SourceKey.text(task.source().identity(), row);
        var origin = new ParkedChange.Origin(task.source().name(), key, CopiedRows.POSITION_OF_PARKED);
        var cause = new ParkedChange.Cause(ErrorCode.ROW_REJECTED.name(), reason, targetTable);
        rejected.add(ParkedChange.of(origin, cause, new byte[0])); // the source still has the row itself
    }

    long rowsWritten() {
        return rowsWritten;
    }

    long sideRows() {
        return sideRows;
    }

    List<ParkedChange> rejected() {
        return rejected;
    }

    ChunkLosses losses() {
        return losses;
    }
}
