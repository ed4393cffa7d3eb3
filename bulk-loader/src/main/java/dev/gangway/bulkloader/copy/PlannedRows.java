package dev.gangway.bulkloader.copy;

import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.derivations.CountingWriter;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.write.Statements;
import dev.gangway.mysql.write.WriteLosses;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the plan says that a step does: copies the rows of its routes, fills the shadow tables that its derivations read, and
 * recomputes these for all keys, range by range. Resumes at the chunk; derivations are repeated. One thread.
 */
public final class PlannedRows {
    /** Under this title shadow tables have their checkpoints: several steps may read one, the first that needs it fills it. */
    public static final String SHADOWS = "Shadow tables";

    private static final Object SHADOW_LOCK = new Object();
    private static final int RANGE = 2_000;

    private final StepContext context;
    private final StepKind step;

    public PlannedRows(StepContext context, StepKind step) {
        this.context = context;
        this.step = step;
    }

    /** The mappings of the step's routes into the target's own tables. */
    public List<TablePlan> tables() {
        return context.run().plan().tables(step);
    }

    /** Copies all of the step's routes into the target's own tables. */
    public void copy() {
        List<CopyTask> tasks = context.run().plan().routes().stream()
                .filter(route -> route.step() == step && !route.isShadow())
                .map(route -> CopyTask.of(route, context.lookups()))
                .toList();
        new ParallelCopier(context).copy(tasks);
    }

    /** Recomputes everything that is derived for the step. */
    public void derive() {
        List<Derivation> derivations = context.run().derivations().of(step);
        fillShadows();
        prepare(derivations);
        context.transactions().run("beginning to derive", connection -> {
            new LossStore(context.run().state())
                    .forgetOfStatements(
                            connection,
                            context.run().mode().word(),
                            context.run().title());
            for (Derivation derivation : derivations) {
                derivation.beginAnew(connection);
            }
            return true;
        });
        for (Derivation derivation : derivations) {
            context.keep(derivation.outputs().stream()
                    .map(output -> output.table())
                    .filter(context.targetSchema()::has)
                    .toList());
            recompute(derivation);
        }
    }

    /**
     * Does again what an earlier mode derived, from source rows that are read now: behind the position at which the stream
     * begins. What was decided alike stays as it is.
     */
    public void deriveAgain() {
        fillShadows(SHADOWS);
        context.run().derivations().of(step).forEach(this::recompute);
    }

    private void prepare(List<Derivation> derivations) {
        try (Connection connection = context.target().open()) {
            for (Derivation derivation : derivations) {
                derivation.prepare(connection);
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, context.target().config(), "preparing what the step derives");
        }
    }

    /** Fills the shadow tables that the step's derivations read, unless that was done before. */
    public void fillShadows() {
        // The stream follows shadows from a position that only the data mode has: it fills them all anew.
        fillShadows(context.run().mode() == Mode.SETTINGS ? context.run().title() : SHADOWS);
    }

    private void fillShadows(String title) {
        List<Derivation> derivations = context.run().derivations().of(step);
        Set<String> needed = new LinkedHashSet<>();
        context.run().plan().shadows(step).forEach(route -> needed.add(route.target()));
        derivations.forEach(derivation -> derivation.inputs().stream()
                .map(Input::table)
                .filter(ShadowTable::isShadow)
                .forEach(needed::add));
        List<CopyTask> tasks = context.run().plan().routes().stream()
                .filter(route -> needed.contains(route.target()))
                .map((Route route) -> CopyTask.of(route, context.lookups()))
                .toList();
        synchronized (SHADOW_LOCK) {
            new ParallelCopier(context.titled(title)).copy(tasks);
        }
    }

    private void recompute(Derivation derivation) {
        Derivation.KeyList list = derivation.keyList().orElse(null);
        if (list == null) {
            recompute(derivation, Keys.ALL);
            return;
        }
        long after = -1;
        for (OptionalLong last = lastOfRange(list, after); last.isPresent(); last = lastOfRange(list, after)) {
            recompute(derivation, Keys.range(after, last.getAsLong()));
            after = last.getAsLong();
        }
        recompute(derivation, Keys.range(after, Long.MAX_VALUE)); // rows that have lost what their key names
    }

    private void recompute(Derivation derivation, Keys keys) {
        context.transactions().run("deriving " + derivation.name(), connection -> {
            var losses = new WriteLosses();
            var writer = new CountingWriter(losses);
            derivation.recompute(connection, keys, writer);
            var entries = new ArrayList<>(writer.leftOut());
            entries.addAll(LossStore.entries(losses.snapshot()));
            var run = context.run();
            new LossStore(run.state())
                    .addOfStatements(connection, run.mode().word(), run.title(), entries, writer.keys());
            return true;
        });
    }

    /** The last of the next keys; empty when there are no more. */
    private OptionalLong lastOfRange(Derivation.KeyList list, long after) {
        String column = Identifiers.quote(list.column());
        String query = "SELECT MAX(k.key_value) FROM (SELECT DISTINCT " + column + " AS key_value FROM "
                + context.run().state().names().apply(list.table()) + " WHERE " + column + " > " + after + " ORDER BY "
                + column + " LIMIT " + RANGE + ") k";
        return context.transactions().run("listing the keys of " + list.table(), connection -> {
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                row.next();
                long last = row.getLong(1);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(last);
            }
        });
    }

    /** Empties tables that are written anew by derivations range by range, where rows of keys that are gone would stay. */
    public void clear(List<String> tables) throws SQLException {
        context.keep(tables);
        try (Connection connection = context.target().open()) {
            for (String table : tables) {
                Statements.execute(
                        connection,
                        "TRUNCATE TABLE " + context.run().state().names().apply(table));
            }
        }
    }
}
