package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.event.DeleteRowsEventData;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.UpdateRowsEventData;
import com.github.shyiko.mysql.binlog.event.WriteRowsEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.EventDataWrapper;
import dev.gangway.cdc.debezium.Markers.Change;
import dev.gangway.cdc.debezium.Markers.Structure;
import dev.gangway.cdc.events.TableSwap;
import dev.gangway.cdc.structure.TableShape;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follows what the captured tables look like, statement by statement. Confined to the binlog client's thread. */
final class Structures {
    private final BinlogDatabaseSchema<?, ?, ?, ?> schema;
    private final String database;
    private final Collection<String> captured;
    private final Function<String, @Nullable String> today;
    private final StatementForms forms;
    private final Set<String> versioned = new HashSet<>();
    private final Set<Long> strangeNumbers = new HashSet<>();
    private final Map<String, Known> known = new HashMap<>();

    /**
     * @param today the statement that would create a table as it is now, or null when it is not there
     */
    Structures(
            BinlogDatabaseSchema<?, ?, ?, ?> schema,
            StatementForms forms,
            String database,
            Collection<String> captured,
            Function<String, @Nullable String> today) {
        this.schema = schema;
        this.forms = forms;
        this.today = today;
        this.database = database;
        this.captured = captured;
    }

    /** What the captured tables look like now, by real name; null for one that is not there. */
    Map<String, @Nullable TableShape> shapes() {
        var shapes = new LinkedHashMap<String, @Nullable TableShape>();
        for (String name : captured) {
            Table table = table(name);
            shapes.put(name, table == null ? null : Shapes.of(table, versioned.contains(name)));
        }
        return shapes;
    }

    List<Structure> found(String file, long offset) {
        var found = new ArrayList<Structure>();
        shapes().forEach((name, shape) -> found.add(new Structure(name, Change.FOUND, shape, shape, file, offset)));
        return found;
    }

    /** The statement, or nothing when it is about another database of the server, where tables may have the same names. */
    String concerning(String sql, @Nullable String used) {
        return database.equalsIgnoreCase(used) || TableSwap.of(sql).mentions(database) ? sql : "";
    }

    /** What a statement made of the tables. */
    List<Structure> changed(String sql, Map<String, @Nullable TableShape> before, String file, long offset) {
        follow(sql);
        TableSwap swap = TableSwap.of(sql);
        var changed = new ArrayList<Structure>();
        shapes().forEach((name, now) -> {
            boolean replaced = swap.replaces(name) && !swap.keepsRows(name);
            if (replaced || !Objects.equals(before.get(name), now)) {
                Change change = replaced ? Change.REPLACED : Change.ALTERED;
                changed.add(new Structure(name, change, before.get(name), now, file, offset));
            }
        });
        return changed;
    }

    /**
     * The tables that a statement names which Debezium cannot read.
     *
     * @param captured those that are captured
     * @param others those besides that it makes, changes or renames
     */
    record Unread(Set<String> captured, Set<String> others) {
        static final Unread NOTHING = new Unread(Set.of(), Set.of());
    }

    /** To be asked before the statement is handled. Nothing of one about system versioning, which is followed here. */
    Unread unread(String sql) {
        if (sql.isEmpty() || isOfVersioning(sql)) {
            return Unread.NOTHING;
        }
        TableSwap words = TableSwap.of(sql);
        Set<String> named = captured.stream().filter(words::mentions).collect(Collectors.toSet());
        Set<String> others = words.subjects().stream()
                .filter(name -> !name.isEmpty() && captured.stream().noneMatch(name::equalsIgnoreCase))
                .collect(Collectors.toSet());
        List<Table> tables =
                named.stream().map(this::table).filter(Objects::nonNull).toList();
        boolean concerns = !named.isEmpty() || !others.isEmpty();
        return concerns && !forms.isKnown(sql, database, tables) ? new Unread(named, others) : Unread.NOTHING;
    }

    /**
     * Lets Debezium forget the tables that are not captured: what it knows of them may be wrong now, and a copy may take the place of
     * a captured table, also after a restart. What nobody knows is read anew there.
     */
    List<Event> forgetting(Unread unread, Event place) {
        return unread.others().stream().map(name -> dropping(name, place)).toList();
    }

    /**
     * The captured tables of which it is not known what a statement made: those in one that was not read, and those whose place a
     * table took that Debezium does not know. They are taken to be as they are today.
     */
    List<String> hidden(String sql, Unread unread) {
        TableSwap swap = TableSwap.of(sql);
        return captured.stream()
                .filter(name -> unread.captured().contains(name) || (swap.replaces(name) && table(name) == null))
                .toList();
    }

    private @Nullable Table table(String name) {
        return schema.tableFor(new TableId(database, null, name));
    }

    private static boolean isOfVersioning(String sql) {
        return sql.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ").contains("SYSTEM VERSIONING");
    }

    /** The notice of a table that a statement has changed in a way that is not known. */
    Structure guessed(String table, @Nullable TableShape before, String file, long offset) {
        return new Structure(table, Change.GUESSED, before, shapes().get(table), file, offset);
    }

    /** Debezium does not follow system versioning, whose columns are not in the statement. */
    private void follow(String sql) {
        if (!isOfVersioning(sql)) {
            return;
        }
        String plain = sql.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        for (String name : captured) {
            if (plain.contains(name.toUpperCase(Locale.ROOT))) {
                if (plain.contains("DROP SYSTEM VERSIONING")) {
                    versioned.remove(name);
                } else {
                    versioned.add(name);
                }
            }
        }
    }

    /** The table of a table map whose columns are not those that the statements of the binlog gave it; null when all is well. */
    @Nullable
    String stranger(Event event) {
        if (!(EventDataWrapper.internal(event.getData()) instanceof TableMapEventData map)) {
            return null;
        }
        Known now = known(map);
        if (now != null && now.agrees(map)) {
            strangeNumbers.remove(map.getTableId());
            return null;
        }
        strangeNumbers.add(map.getTableId());
        return map.getTable();
    }

    /** The structure that the table of a table map has by the statements of the binlog; null when they give it none. */
    @Nullable
    Table table(TableMapEventData map) {
        Known now = known(map);
        return now == null ? null : now.table;
    }

    /** Every statement but a transaction's first and last may change structures. */
    void forget() {
        known.clear();
    }

    private @Nullable Known known(TableMapEventData map) {
        Known now = known.get(map.getTable());
        if (now == null || !now.table.id().catalog().equals(map.getDatabase())) {
            Table table = schema.tableFor(new TableId(map.getDatabase(), null, map.getTable()));
            now = table == null ? null : new Known(table);
            if (now != null) {
                known.put(map.getTable(), now);
            }
        }
        return now;
    }

    /** A table, and the columns of the table map that was compared with it last. */
    private static final class Known {
        private final Table table;
        private byte[] agreed = {};

        Known(Table table) {
            this.table = table;
        }

        boolean agrees(TableMapEventData map) {
            byte[] codes = map.getColumnTypes();
            if (agreed.length > 0 && Arrays.equals(agreed, codes)) {
                return true;
            }
            boolean agree = TypeCodes.agree(table, map);
            agreed = agree ? codes : new byte[0];
            return agree;
        }
    }

    /** True for rows and table maps of such a table, which must not be read with a wrong structure. */
    boolean isStrange(Event event) {
        if (strangeNumbers.isEmpty()) {
            return false;
        }
        EventData data = EventDataWrapper.internal(event.getData());
        long number = -1;
        if (data instanceof TableMapEventData map) {
            number = map.getTableId();
        } else if (data instanceof WriteRowsEventData write) {
            number = write.getTableId();
        } else if (data instanceof UpdateRowsEventData update) {
            number = update.getTableId();
        } else if (data instanceof DeleteRowsEventData delete) {
            number = delete.getTableId();
        }
        return number >= 0 && strangeNumbers.contains(number);
    }

    /**
     * Statements at this place that define a table as it is now; none when there is no such table. Without the first, columns would
     * stay that the table had, in the order it had them.
     */
    List<Event> definition(String table, Event place) {
        String sql = today.apply(table);
        return sql == null ? List.of() : List.of(dropping(table, place), statement(sql, place));
    }

    private Event dropping(String table, Event place) {
        return statement("DROP TABLE IF EXISTS `" + table.replace("`", "``") + "`", place);
    }

    private Event statement(String sql, Event place) {
        var data = new QueryEventData();
        data.setDatabase(database);
        data.setSql(sql);
        return new Event(place.getHeader(), data);
    }

    static long place(Event event) {
        return ((EventHeaderV4) event.getHeader()).getPosition();
    }
}
