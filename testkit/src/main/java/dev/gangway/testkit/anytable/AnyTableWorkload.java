package dev.gangway.testkit.anytable;

import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes to every table that a plan carries: inserts, updates, deletes with their cascades, other keys, replaces, statements on two
 * tables, long transactions. The shop's tables are taken as they are; equal seeds and equal shops give equal statements. What
 * the source refuses for its keys is undone and counted. One thread.
 */
public final class AnyTableWorkload {
    private static final Set<Integer> CONFLICTS = Set.of(1062, 1451, 1452, 1213, 1205, 1020, 1761);
    private static final int UNDONE_PERCENT = 6;
    private static final int LONGEST = 40;

    private final Random random;
    private final Connection connection;
    private final SourceFacts facts;
    private final Sql sql;
    private final RowMaker rows;
    private final List<TableEdits.Weighted> edits;
    private final Orders orders;
    private final List<Table> tables = new ArrayList<>();
    private final List<Table> deck = new ArrayList<>();
    private final Map<String, AtomicLong> committed = new TreeMap<>();
    private final Map<String, AtomicLong> done = new TreeMap<>();
    private long conflicts;

    /**
     * @param connection of the source, without a transaction
     * @param kinds what is done beyond edits of plain rows
     */
    public AnyTableWorkload(Connection connection, MigrationPlan plan, long seed, Set<EditKind> kinds)
            throws SQLException {
        this.random = new Random(seed);
        this.connection = connection;
        this.facts = new SourceFacts(plan);
        this.sql = new Sql(connection);
        Set<EditKind> asked = EnumSet.noneOf(EditKind.class);
        asked.addAll(kinds);
        Set<String> names = writable(asked);
        names.forEach(name -> tables.add(facts.table(name)));
        names.forEach(name -> committed.put(name, new AtomicLong()));
        Hints hints = new Hints(facts, sql, random, asked);
        this.rows = new RowMaker(facts, sql, random, hints, names);
        this.edits = new TableEdits(facts, sql, random, rows, asked).all();
        this.orders = new Orders(facts, sql, random, rows);
        sql.run("SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00',"
                + " foreign_key_checks = 1, innodb_lock_wait_timeout = 5");
        connection.setAutoCommit(false);
    }

    /** The tables with a route, and those of the kinds that are asked for. */
    private Set<String> writable(Set<EditKind> asked) {
        Set<String> names = new TreeSet<>(facts.mapped());
        names.removeIf(name -> facts.table(name).view());
        for (EditKind kind : EditKind.values()) {
            if (asked.contains(kind)) {
                kind.tables().stream().filter(facts.source()::has).forEach(names::add);
            } else {
                names.removeAll(kind.tables());
            }
        }
        return names;
    }

    /** Gives every table at least so many rows; returns those that have none all the same. */
    public List<String> fill(int least) throws SQLException {
        var empty = new ArrayList<String>();
        for (Table table : tables) {
            long missing = least - sql.count(table.name(), "1 = 1");
            for (long i = 0; i < missing; i++) {
                rows.insert(table);
            }
            if (sql.count(table.name(), "1 = 1") == 0) {
                empty.add(table.name());
            }
        }
        orders.edit();
        connection.commit();
        return empty;
    }

    /** One transaction. Every table has its turn before one has its second. */
    public void step() throws SQLException {
        if (deck.isEmpty()) {
            deck.addAll(tables);
            Collections.shuffle(deck, random);
        }
        Table first = deck.remove(deck.size() - 1);
        int statements = random.nextInt(60) == 0 ? LONGEST : 1 + random.nextInt(4);
        try {
            transaction(first, statements);
        } catch (SQLException e) {
            connection.rollback();
            if (!CONFLICTS.contains(e.getErrorCode())) {
                throw new SQLException(first.name() + ": " + e.getMessage(), e.getSQLState(), e.getErrorCode(), e);
            }
            conflicts++;
        }
    }

    private void transaction(Table first, int statements) throws SQLException {
        var touched = new TreeSet<String>();
        for (int i = 0; i < statements; i++) {
            boolean stays = i == 0 || i < 3 && random.nextInt(3) > 0;
            Table table = stays ? first : tables.get(random.nextInt(tables.size()));
            if (edit(table)) {
                touched.add(table.name());
            }
        }
        if (random.nextInt(8) == 0 && facts.mapped().contains("sales_flat_order")) {
            orders.edit();
        }
        if (random.nextInt(100) < UNDONE_PERCENT) {
            connection.rollback();
            return;
        }
        connection.commit();
        touched.forEach(name ->
                committed.computeIfAbsent(name, unknown -> new AtomicLong()).incrementAndGet());
    }

    /** The first edit drawn that finds something to do; an insert when none does. */
    private boolean edit(Table table) throws SQLException {
        for (int i = 0; i < 3; i++) {
            TableEdits.Weighted edit = draw();
            if (edit.edit().apply(table)) {
                done.computeIfAbsent(edit.name(), name -> new AtomicLong()).incrementAndGet();
                return true;
            }
        }
        return rows.insert(table).isPresent();
    }

    private TableEdits.Weighted draw() {
        int left = random.nextInt(
                edits.stream().mapToInt(TableEdits.Weighted::weight).sum());
        for (TableEdits.Weighted edit : edits) {
            left -= edit.weight();
            if (left < 0) {
                return edit;
            }
        }
        throw new AssertionError("weights do not add up");
    }

    /** How many tables take part. */
    public int tables() {
        return tables.size();
    }

    /** The tables that no committed transaction has touched yet. */
    public List<String> untouched() {
        return committed.entrySet().stream()
                .filter(entry -> entry.getValue().get() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How often each kind of statement found something to do, and what the source refused. */
    @Override
    public String toString() {
        return done + ", " + conflicts + " refused";
    }
}
