package dev.gangway.testkit.shop;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Writes single rows and statements the way a running shop does: at once, in the connection's transaction, with keys given by the
 * server. Columns that a row does not name are invented. Confined to the connection's thread.
 */
public final class LiveRows {
    private final ShopSchema schema = ShopSchema.magento1();
    private final Attributes attributes = Attributes.load();
    private final Connection connection;
    private final String prefix;
    private final Random random;
    private final ValueFiller filler;

    public LiveRows(Connection connection, String prefix, Random random) {
        this.connection = connection;
        this.prefix = prefix;
        this.random = random;
        this.filler = new ValueFiller(random);
    }

    /** Inserts a row and returns the key that the server gave it, or 0 for a table without one. */
    public long insert(String tableName, String columns, @Nullable Object... values) throws SQLException {
        return insertWith("INSERT INTO ", tableName, columns, values);
    }

    /** As {@link #insert}, but a row with the same key goes first. */
    public long replace(String tableName, String columns, @Nullable Object... values) throws SQLException {
        return insertWith("REPLACE INTO ", tableName, columns, values);
    }

    private long insertWith(String verb, String tableName, String columns, @Nullable Object... values)
            throws SQLException {
        ShopTable table = schema.table(tableName);
        Map<String, @Nullable Object> named = RowWriter.named(table, columns, values);
        var names = new ArrayList<String>();
        var literals = new StringBuilder();
        for (ShopColumn column : table.columns()) {
            boolean given = named.containsKey(column.name());
            if (given || !column.autoIncrement()) {
                literals.append(names.isEmpty() ? "" : ", ");
                names.add(SchemaSql.quote(column.name()));
                SqlLiterals.append(literals, given ? named.get(column.name()) : filler.value(table, column));
            }
        }
        String sql = verb + quoted(tableName) + " (" + String.join(", ", names) + ") VALUES (" + literals + ")";
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS);
            try (ResultSet keys = statement.getGeneratedKeys()) {
                return keys.next() ? keys.getLong(1) : 0;
            }
        }
    }

    /**
     * Runs a statement and returns the rows it touched. A table stands in braces, {@code UPDATE {sales_flat_order} SET ...}, and a
     * question mark takes the next value.
     */
    public int execute(String sql, @Nullable Object... values) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(render(sql, values));
        }
    }

    /** The first column of the rows that a query finds. */
    public List<Long> ids(String sql, @Nullable Object... values) throws SQLException {
        var found = new ArrayList<Long>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(render(sql, values))) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }

    /** The id of one row by chance, or nothing when there is no row. */
    public List<Long> some(String tableName, String idColumn) throws SQLException {
        long count = ids("SELECT COUNT(*) FROM {" + tableName + "}").get(0);
        String nth = "SELECT " + idColumn + " FROM {" + tableName + "} ORDER BY " + idColumn + " LIMIT 1 OFFSET ?";
        return ids(nth, (long) (random.nextDouble() * count));
    }

    private String render(String sql, @Nullable Object... values) {
        var out = new StringBuilder();
        int next = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '{') {
                int end = sql.indexOf('}', i);
                out.append(quoted(sql.substring(i + 1, end)));
                i = end;
            } else if (c == '?') {
                SqlLiterals.append(out, values[next++]);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private String quoted(String table) {
        return SchemaSql.quote(prefix + table);
    }

    public Attributes attributes() {
        return attributes;
    }

    public Random random() {
        return random;
    }

    public String dateTime() {
        return filler.dateTime();
    }

    /** A few words that fit into any text column of 40 characters, in the given character set. */
    public String phrase(String charset) {
        return filler.words().phrase(40, charset);
    }

    /** A PHP-serialized array with one entry. */
    public String serialized(String key, Object value) {
        return Php.serialize(Map.of(key, value));
    }
}
