package dev.gangway.app.reemit;

import dev.gangway.app.command.ReemitOperations.BackfillRequest;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.plan.CaptureScope;
import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.problem.NearestName;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.read.ChunkRange;
import dev.gangway.mysql.read.ChunkReader;
import dev.gangway.mysql.state.ReemitStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Requests the rows of one table, or of a range of its keys. */
public final class Backfill {
    static final String REASON = "backfill";

    private final Table table;
    private final List<Object> from;
    private final List<Object> to;

    private Backfill(Table table, List<Object> from, List<Object> to) {
        this.table = table;
        this.from = from;
        this.to = to;
    }

    /**
     * Checks what is asked for.
     *
     * @throws MigrationException USAGE when the table is not carried, or its key has no such range
     */
    static Backfill of(BackfillRequest request, MigrationContext context) {
        Table table = captured(context.plan(), request.table());
        if (!ChunkReader.hasRanges(table)) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "Table " + table.name()
                            + " has no key by which its rows could be read in order; diff and repair find"
                            + " what differs");
        }
        return new Backfill(table, bound(table, request.fromKey()), bound(table, request.toKey()));
    }

    /**
     * Requests all rows of several tables at once; returns the tables whose rows can be requested: those that the stream carries
     * and that have a key to read them by.
     */
    public static List<String> whole(ReemitStore store, MigrationPlan plan, Collection<String> tables, String by) {
        List<String> possible = CaptureScope.of(plan).stream()
                .filter(table -> tables.contains(table.name()) && ChunkReader.hasRanges(table))
                .map(Table::name)
                .toList();
        if (!possible.isEmpty()) {
            long request = store.begin(REASON, by);
            possible.forEach(table -> store.addRange(request, table, new ChunkRange(List.of(), List.of())));
            store.release(request);
        }
        return possible;
    }

    private static List<Object> bound(Table table, Optional<String> key) {
        return key.map(text -> KeyText.parse(table, text)).orElse(List.of());
    }

    /** The captured table with this name. */
    static Table captured(MigrationPlan plan, String name) {
        var tables = CaptureScope.of(plan);
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.USAGE,
                        "The stream does not carry a table \"" + name + "\""
                                + NearestName.of(
                                                name,
                                                tables.stream().map(Table::name).toList())
                                        .map(near -> "; did you mean \"" + near + "\"?")
                                        .orElse("; gangway plan --coverage lists what it carries")));
    }

    /** The ends themselves are asked for by name, so that they are deleted where the source no longer has them. */
    long request(ReemitStore store) {
        long request = store.begin(REASON, "gangway backfill");
        if (!from.isEmpty()) {
            store.add(request, table.name(), List.of(KeyText.byColumn(table, from)));
        }
        if (!to.isEmpty()) {
            store.add(request, table.name(), List.of(KeyText.byColumn(table, to)));
        }
        if (from.isEmpty() || !from.equals(to)) {
            store.addRange(request, table.name(), new ChunkRange(from, to));
        }
        store.release(request);
        return request;
    }
}
