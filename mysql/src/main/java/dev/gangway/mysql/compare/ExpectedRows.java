package dev.gangway.mysql.compare;

import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.plan.SideRow;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.row.Row;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.mysql.read.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Streams what the plan makes of a source table, in the order of the given query's end. One thread at a time. */
final class ExpectedRows implements AutoCloseable {
    private static final int BATCH = 500;

    private final TablePlan plan;
    private final Lookups lookups;
    private final ComparisonBuilder found;
    private final Consumer<SideRow> sideRows;
    private final RowStream source;
    private final Deque<Row> ready = new ArrayDeque<>();
    private final Set<String> kept = new HashSet<>();

    ExpectedRows(
            TablePlan plan, Lookups lookups, RowStream source, ComparisonBuilder found, Consumer<SideRow> sideRows) {
        this.plan = plan;
        this.lookups = lookups;
        this.source = source;
        this.found = found;
        this.sideRows = sideRows;
    }

    static RowStream read(Connection connection, Database database, TablePlan plan, String orderBy)
            throws SQLException {
        String sql = "SELECT " + Values.selectList(plan.source().columns()) + " FROM "
                + Identifiers.quote(database.table(plan.source().name())) + orderBy;
        return RowStream.open(connection, sql, plan.sourceLayout(), Values.kinds(plan.source()));
    }

    @Nullable
    Row next() throws SQLException {
        while (ready.isEmpty()) {
            List<Row> batch = batch();
            if (batch.isEmpty()) {
                return null;
            }
            plan.map(batch, lookups, LossCounter.NONE).forEach(this::take);
        }
        return ready.poll();
    }

    private List<Row> batch() throws SQLException {
        var batch = new ArrayList<Row>(BATCH);
        while (batch.size() < BATCH) {
            Row row = source.next();
            if (row == null) {
                break;
            }
            batch.add(row);
        }
        return batch;
    }

    private void take(MappedRow mapped) {
        if (mapped.isRejected()) {
            found.rejected();
            return;
        }
        mapped.sideRows().forEach(sideRows);
        if (isFirst(mapped.row())) {
            found.expected();
            ready.add(mapped.row());
        }
    }

    /** False for a row that repeats an earlier one in the columns of which only the first is kept. */
    private boolean isFirst(Row row) {
        if (plan.keepFirst().isEmpty()) {
            return true;
        }
        var values = new ArrayList<@Nullable String>();
        plan.keepFirst().forEach(column -> {
            String text = row.text(column);
            values.add(text == null ? null : text.toLowerCase(Locale.ROOT).stripTrailing());
        });
        return values.contains(null) || kept.add(String.join("\u0000", values));
    }

    @Override
    public void close() throws SQLException {
        source.close();
    }
}
