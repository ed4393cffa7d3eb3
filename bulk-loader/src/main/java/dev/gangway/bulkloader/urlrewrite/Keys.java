package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.mysql.read.ChunkRange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whose rewrites a query makes: those of all products, categories or redirects, or of a slice of their ids. Immutable. */
final class Keys {
    static final Keys ALL = new Keys(ChunkRange.ALL);

    private final ChunkRange range;

    private Keys(ChunkRange range) {
        this.range = range;
    }

    static Keys of(ChunkRange range) {
        return new Keys(range);
    }

    /** A condition that holds for the slice's rows. */
    String on(String column) {
        var conditions = new ArrayList<String>(2);
        range.lowerExclusive().forEach(id -> conditions.add(column + " > " + number(id)));
        range.upperInclusive().forEach(id -> conditions.add(column + " <= " + number(id)));
        return conditions.isEmpty() ? "TRUE" : String.join(" AND ", conditions);
    }

    private static long number(Object id) {
        return Long.parseLong(id.toString());
    }

    /** Slices of {@code size} ids each; the first and the last are open, so that ids that appear later are covered too. */
    static List<ChunkRange> slices(Connection connection, String idsInOrder, int size) throws SQLException {
        var slices = new ArrayList<ChunkRange>();
        List<Object> lower = List.of();
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Integer.MIN_VALUE);
            try (ResultSet ids = statement.executeQuery(idsInOrder)) {
                for (int count = 1; ids.next(); count++) {
                    if (count % size == 0) {
                        List<Object> upper = List.of(ids.getString(1));
                        slices.add(new ChunkRange(lower, upper));
                        lower = upper;
                    }
                }
            }
        }
        slices.add(new ChunkRange(lower, List.of()));
        return slices;
    }
}
