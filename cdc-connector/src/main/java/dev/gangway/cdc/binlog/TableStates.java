package dev.gangway.cdc.binlog;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.cdc.debezium.Markers.Change;
import dev.gangway.cdc.structure.ShapeCheck;
import dev.gangway.cdc.structure.TableShape;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which captured tables are followed row by row, and which wait: a table whose structure does not serve the plan at this place
 * of the binlog, but does today, waits for the statement that makes it serve again, and is then read anew. One that does not
 * serve today either stops capture. Confined to the engine's thread.
 */
final class TableStates {
    private static final Logger LOGGER = LoggerFactory.getLogger(TableStates.class);
    /** Longer than servers and tools take from one statement to the next, also on a busy machine. */
    private static final long RETURN_NANOS = Duration.ofSeconds(5).toNanos();

    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private final CapturedTables tables;
    private final Function<Table, @Nullable TableShape> present;
    private final Set<String> waiting;

    /**
     * @param present what a table looks like today
     * @param waiting real names of the tables that wait at the place where capture begins
     */
    TableStates(CapturedTables tables, Function<Table, @Nullable TableShape> present, Collection<String> waiting) {
        this.tables = tables;
        this.present = present;
        this.waiting = new TreeSet<>(waiting);
    }

    boolean waits(String realName) {
        return waiting.contains(realName);
    }

    Set<String> waiting() {
        return Set.copyOf(waiting);
    }

    /** A notice of the stream, with its place in words. */
    record Notice(
            String realName,
            Change change,
            @Nullable TableShape before,
            @Nullable TableShape after,
            String place) {}

    /**
     * Takes notice of what a table looks like from here on.
     *
     * @return true when the table must be read anew
     * @throws MigrationException SOURCE_SCHEMA_CHANGED when its rows cannot be carried any more
     */
    boolean changed(Notice notice) {
        Table table = tables.byRealName(notice.realName());
        if (table == null) {
            return false;
        }
        var check = new ShapeCheck(table, column -> tables.needs(table, column));
        List<String> misfits = check.misfits(notice.after());
        if (!misfits.isEmpty()) {
            await(table, notice, check, misfits);
            return false;
        }
        if (waiting.remove(notice.realName())) {
            LOGGER.atInfo()
                    .addKeyValue("table", notice.realName())
                    .addKeyValue("place", notice.place())
                    .log("Source table serves the plan again; it is read anew");
            return true;
        }
        return notice.change() != Change.FOUND && mustBeRead(table, notice, check);
    }

    private boolean mustBeRead(Table table, Notice notice, ShapeCheck check) {
        TableShape before = notice.before();
        TableShape after = notice.after();
        if (before != null && after != null) {
            refuseWantedColumns(table, notice, check.unknown(before, after));
        }
        if (before == null || after == null || notice.change() == Change.REPLACED) {
            log(notice, "another table took its name");
            return true;
        }
        if (notice.change() == Change.GUESSED) {
            log(notice, "of a form that cannot be read");
            return true;
        }
        List<String> touched = check.touchedValues(before, after);
        if (!touched.isEmpty()) {
            log(notice, String.join("; ", touched));
            return true;
        }
        List<String> unknown = check.unknown(before, after);
        if (!unknown.isEmpty()) {
            LOGGER.atWarn()
                    .addKeyValue("table", notice.realName())
                    .addKeyValue("columns", unknown)
                    .addKeyValue("place", notice.place())
                    .log("Source table got columns that the plan does not know; they are not migrated");
        }
        return false;
    }

    /** A new column that the map would carry is for a person to decide about: rows that are there need it too. */
    private void refuseWantedColumns(Table table, Notice notice, List<String> unknown) {
        var wanted = new ArrayList<String>();
        var ignoring = new ArrayList<String>();
        for (String column : unknown) {
            tables.goalOf(table, column).ifPresent(goal -> {
                wanted.add("`" + column + "`, which the map copies to " + goal);
                ignoring.add("<ignore><field>" + table.name() + "." + column + "</field></ignore>");
            });
        }
        if (!wanted.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.SOURCE_SCHEMA_CHANGED,
                    "Source table " + notice.realName() + ", at " + notice.place() + " of the binlog: it got "
                            + String.join("; ", wanted)
                            + ". Capture stopped there; " + Reread.BEFORE
                            + ". To carry the new values, run gangway accept. To leave them out, write "
                            + String.join("", ignoring)
                            + " into <field_rules> of <source> in a map_overlay. Then start again: capture goes on there,"
                            + " and after gangway accept the table's rows are sent again");
        }
    }

    private static void log(Notice notice, String why) {
        LOGGER.atWarn()
                .addKeyValue("table", notice.realName())
                .addKeyValue("change", why)
                .addKeyValue("place", notice.place())
                .log("A statement may have changed values of a source table; it is read anew");
    }

    private void await(Table table, Notice notice, ShapeCheck check, List<String> misfits) {
        List<String> today = check.misfits(presentOrComing(table));
        if (!today.isEmpty()) {
            throw stopped(notice, today);
        }
        if (waiting.add(notice.realName())) {
            LOGGER.atWarn()
                    .addKeyValue("table", notice.realName())
                    .addKeyValue("change", String.join("; ", misfits))
                    .addKeyValue("place", notice.place())
                    .log(
                            "Source table does not serve the plan here, but does today: it is read anew where that begins");
        }
    }

    /** What a table looks like today. One that is not there may be about to come: DROP and CREATE are two statements. */
    private @Nullable TableShape presentOrComing(Table table) {
        long begin = System.nanoTime();
        TableShape shape = present.apply(table);
        while (shape == null
                && System.nanoTime() - begin < RETURN_NANOS
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_NANOS);
            shape = present.apply(table);
        }
        return shape;
    }

    private static MigrationException stopped(Notice notice, List<String> misfits) {
        return new MigrationException(
                ErrorCode.SOURCE_SCHEMA_CHANGED,
                "Source table " + notice.realName() + ", at " + notice.place() + " of the binlog: "
                        + String.join("; ", misfits)
                        + ". Capture stopped there; " + Reread.BEFORE + ". Undo the statement on the source ("
                        + undo(notice.realName(), misfits)
                        + ") and start again: capture then goes on, and reads this table anew, with those that hang on it. A column that is no"
                        + " longer wanted is settled by <ignore> in the map files");
    }

    private static String undo(String table, List<String> misfits) {
        String first = misfits.get(0);
        if (first.contains("system versioning")) {
            return "ALTER TABLE `" + table + "` DROP SYSTEM VERSIONING";
        }
        if (first.startsWith("the table")) {
            return "RENAME TABLE ... TO `" + table + "`, or create it again";
        }
        if (first.startsWith("the primary key")) {
            return "ALTER TABLE `" + table + "` DROP PRIMARY KEY, ADD PRIMARY KEY (...)";
        }
        return "ALTER TABLE `" + table + "` with ADD, CHANGE or MODIFY COLUMN";
    }

    /** Lets a table wait although it serves the plan; so it does after a restart, which reads it anew. */
    void postpone(String realName) {
        waiting.add(realName);
    }

    /** Ends the waiting of a table; false when it did not wait any more. */
    boolean resume(String realName) {
        return waiting.remove(realName);
    }

    /** Takes the tables that still wait although nothing more is to come: read now, they are as they are today. */
    Set<String> giveUpWaiting() {
        Set<String> all = waiting();
        waiting.clear();
        return all;
    }
}
