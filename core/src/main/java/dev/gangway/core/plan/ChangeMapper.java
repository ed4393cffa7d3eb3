package dev.gangway.core.plan;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.MappedChange.Loss;
import dev.gangway.core.change.MappedChange.Rejection;
import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.change.SourceKey;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.handler.Lookups;
import dev.gangway.core.row.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns captured changes into writes of the target by the plan: exactly one result per change. Pure apart from the look-ups;
 * thread-safe. A row that cannot be mapped gives a rejection, never an exception.
 */
public final class ChangeMapper {
    private final MigrationPlan plan;
    private final Lookups lookups;
    private final CascadePlanner cascades;
    private final SideWrites sideWrites;

    public ChangeMapper(MigrationPlan plan, Lookups lookups) {
        this.plan = plan;
        this.lookups = lookups;
        this.cascades = new CascadePlanner(plan);
        this.sideWrites = new SideWrites(plan.target());
    }

    public MappedChange map(RowChange change) {
        var losses = new ArrayList<Loss>();
        try {
            return result(change, operations(change, losses), null, losses);
        } catch (Rejected e) {
            return rejected(change, ErrorCode.ROW_REJECTED, e.reason);
        } catch (MigrationException e) {
            if (e.code().isRetriable()) {
                throw e;
            }
            return rejected(change, e.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return rejected(
                    change, ErrorCode.INTERNAL, "Mapping failed with " + place(e)); // its message may hold values
        }
    }

    private static String place(RuntimeException e) {
        String at = e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
        return e.getClass().getSimpleName() + at;
    }

    /** The change put aside, with all that is known of the row and of the target rows that wait for it. */
    private MappedChange rejected(RowChange change, ErrorCode code, String reason) {
        var rejection = new Rejection(
                code.name(), reason, oldKey(change), blockedRows(change), change.before(), change.after());
        return result(change, List.of(), rejection, List.of());
    }

    private String oldKey(RowChange change) {
        if (change.before() == null || change.after() == null) {
            return "";
        }
        String old = keyText(change.table(), change.before());
        return old.equals(keyText(change)) ? "" : old;
    }

    private List<Delete> blockedRows(RowChange change) {
        var rows = new LinkedHashMap<String, Delete>();
        for (Route route : plan.routes(change.table())) {
            for (Row source : Stream.of(change.before(), change.after())
                    .filter(Objects::nonNull)
                    .toList()) {
                TablePlan table = route.table();
                Row mapped = table.mapSetFields(source);
                Row key = table.key().isEmpty() ? mapped : only(mapped, table.key());
                if (!setFields(key).isEmpty()) {
                    String target = table.target().name();
                    rows.putIfAbsent(target + " " + SourceKey.text(setFields(key), key), new Delete(target, key));
                }
            }
        }
        return List.copyOf(rows.values());
    }

    private MappedChange result(
            RowChange change, List<TargetOperation> operations, @Nullable Rejection rejection, List<Loss> losses) {
        return new MappedChange(
                change.table(),
                keyText(change),
                change.position(),
                change.transaction(),
                change.committedAtMicros(),
                operations,
                rejection,
                losses);
    }

    private List<TargetOperation> operations(RowChange change, List<Loss> losses) throws Rejected {
        List<Route> routes = plan.routes(change.table());
        if (change.operation() == Operation.TRUNCATE) {
            return routes.stream()
                    .flatMap(route -> clear(route.table()).stream())
                    .toList();
        }
        Row before = change.before();
        Row after = change.after();
        var removed = new ArrayList<TargetOperation>();
        var written = new ArrayList<TargetOperation>();
        for (Route route : routes) {
            List<TargetOperation.Upsert> upserts =
                    after == null || !route.filter().takes(after, lookups)
                            ? List.of()
                            : upserts(route.table(), after, losses);
            if (before != null && (after == null || mayHaveTaken(route, before))) {
                upserts = sideWrites.inPlace(route.table(), before, upserts);
                removed.addAll(removed(route.table(), before, upserts));
            }
            written.addAll(upserts);
        }
        var operations = new ArrayList<>(removed);
        if (before != null && after == null) {
            operations.addAll(cascades.onDelete(change.table(), before));
        } else if (before != null && after != null) {
            operations.addAll(cascades.onUpdate(change.table(), before, after));
        }
        operations.addAll(written);
        return operations;
    }

    /** The rows of the target's own tables that a whole row of the source stands for. */
    public List<Delete> rowsOf(String source, Row row) {
        var rows = new ArrayList<Delete>();
        for (Route route : plan.routes(source)) {
            if (!route.isShadow() && route.filter().takes(row, lookups)) {
                rows.addAll(removed(route.table(), row, List.of()));
            }
        }
        return rows;
    }

    /**
     * Of a row of which only the key is known it cannot be told: removing what is not there does no harm. A deleted row is removed
     * everywhere, since what it was looked up by may have changed after it had been taken.
     */
    private boolean mayHaveTaken(Route route, Row before) {
        return route.filter() == RowFilter.ALL
                || !route.table().isWhole(before)
                || route.filter().takes(before, lookups);
    }

    private static List<TargetOperation> clear(TablePlan table) {
        var operations = new ArrayList<TargetOperation>();
        operations.add(new TargetOperation.Clear(table.target().name()));
        table.sideTables().forEach(side -> operations.add(new TargetOperation.Clear(side.table())));
        return operations;
    }

    private List<TargetOperation.Upsert> upserts(TablePlan table, Row after, List<Loss> losses) throws Rejected {
        LossCounter counter = (source, field, reason) -> losses.add(new Loss(source, field, reason));
        MappedRow mapped = table.map(List.of(after), lookups, counter).get(0);
        if (mapped.rejection() != null) {
            throw new Rejected(mapped.rejection());
        }
        var upserts = new ArrayList<TargetOperation.Upsert>();
        List<String> key = table.key().isEmpty() ? List.copyOf(setFields(mapped.row())) : table.key();
        upserts.add(new TargetOperation.Upsert(table.target().name(), key, mapped.row()));
        upserts.addAll(sideWrites.of(mapped.sideRows()));
        return upserts;
    }

    /** Deletes for target rows that stood for {@code before} and that the new row does not write again. */
    private List<Delete> removed(TablePlan table, Row before, List<TargetOperation.Upsert> written) {
        var deletes = new ArrayList<Delete>();
        Row old = mappedBefore(table, before);
        Row key = table.key().isEmpty() ? old : only(old, table.key());
        if (!setFields(key).isEmpty() && !isWritten(table.target().name(), key, written)) {
            deletes.add(new Delete(table.target().name(), key));
        }
        deletes.addAll(sideWrites.removed(table, before, written));
        return deletes;
    }

    private Row mappedBefore(TablePlan table, Row before) {
        if (table.isWhole(before)) {
            MappedRow mapped =
                    table.map(List.of(before), lookups, LossCounter.NONE).get(0);
            if (!mapped.isRejected()) {
                return mapped.row();
            }
        }
        return table.mapSetFields(before);
    }

    private static Row only(Row row, List<String> fields) {
        var result = new Row(row.layout());
        fields.stream().filter(row::isSet).forEach(field -> result.set(field, row.get(field)));
        return result;
    }

    private static List<String> setFields(Row row) {
        List<String> all = row.layout().fields();
        if (row.isWhole()) {
            return all;
        }
        var fields = new ArrayList<String>();
        for (int i = 0; i < all.size(); i++) {
            if (row.isSet(i)) {
                fields.add(all.get(i));
            }
        }
        return fields;
    }

    private static boolean isWritten(String table, Row key, List<TargetOperation.Upsert> written) {
        List<String> fields = setFields(key);
        return written.stream()
                .anyMatch(upsert -> upsert.table().equals(table)
                        && fields.stream()
                                .allMatch(field -> Objects.deepEquals(
                                        key.get(field), upsert.row().get(field))));
    }

    private String keyText(RowChange change) {
        Row row = change.after() != null ? change.after() : change.before();
        return row == null ? "*" : keyText(change.table(), row);
    }

    private String keyText(String source, Row row) {
        return plan.source()
                .table(source)
                .map(table -> SourceKey.text(table.identity(), row))
                .orElse("");
    }

    private static final class Rejected extends Exception {
        private final String reason;

        Rejected(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
