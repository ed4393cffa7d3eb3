package dev.gangway.proof.route;

import dev.gangway.core.handler.Lookups;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.read.RowStream;
import dev.gangway.proof.find.Counts;
import dev.gangway.proof.find.Finding;
import dev.gangway.proof.row.RowBag;
import dev.gangway.proof.row.TableRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares a table whose key does not go over as it is: both sides are read whole, in any order. Immutable. */
public final class BagLook {
    private static final int BATCH = 500;

    private final Route route;
    private final List<Column> columns;
    private final TableRows sourceRows;
    private final TableRows targetRows;

    public BagLook(Route route, Database source, TargetNames names) {
        TablePlan table = route.table();
        var written = table.writtenFields();
        this.route = route;
        this.columns = table.target().columns().stream()
                .filter(column -> written.contains(column.name()) && !column.generated())
                .toList();
        this.sourceRows = new TableRows(
                Identifiers.quote(source.table(route.source())),
                route.source(),
                table.source().columns());
        this.targetRows = new TableRows(names.apply(route.target()), route.target(), columns);
    }

    /** Compares all rows; findings name them by a digest. */
    public RouteLook.Seen look(Connection source, Connection target, Lookups lookups) throws SQLException {
        var bag = new RowBag(columns);
        long read = 0;
        long actual = 0;
        long rejected = 0;
        try (RowStream from = sourceRows.open(source, "TRUE");
                RowStream to = targetRows.open(target, "TRUE")) {
            for (List<Row> rows = batch(from); !rows.isEmpty(); rows = batch(from)) {
                read += rows.size();
                rejected += expect(rows, lookups, bag);
                actual += meet(to, rows.size(), bag);
            }
            actual += meet(to, Integer.MAX_VALUE, bag);
        }
        var findings = new ArrayList<Finding>();
        bag.report(route.target(), findings::add);
        long missing = findings.stream()
                .filter(f -> f.kind() == dev.gangway.proof.find.Kind.EXTRA)
                .count();
        var counts = new Counts(read, actual, actual - missing, rejected);
        return new RouteLook.Seen(Map.of(route.target(), counts), findings, List.of(), 0);
    }

    private long expect(List<Row> rows, Lookups lookups, RowBag bag) {
        long rejected = 0;
        for (MappedRow mapped : route.table().map(route.select(rows, lookups), lookups, LossCounter.NONE)) {
            if (mapped.isRejected()) {
                rejected++;
            } else {
                bag.expected(values(mapped.row()));
            }
        }
        return rejected;
    }

    private long meet(RowStream to, int most, RowBag bag) throws SQLException {
        long rows = 0;
        while (rows < most) {
            Row row = to.next();
            if (row == null) {
                break;
            }
            bag.actual(values(row));
            rows++;
        }
        return rows;
    }

    private List<@Nullable Object> values(Row row) {
        var values = new ArrayList<@Nullable Object>();
        columns.forEach(column -> values.add(row.get(column.name())));
        return values;
    }

    private static List<Row> batch(RowStream source) throws SQLException {
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
}
