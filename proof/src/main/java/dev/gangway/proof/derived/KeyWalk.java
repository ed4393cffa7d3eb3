package dev.gangway.proof.derived;

import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ColumnKind;
import dev.gangway.core.schema.Schema;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.Keys;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.TargetNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks all keys of a derivation a piece at a time: those that its inputs hold and those that its rows hold, so that rows are found
 * that have lost their cause. Immutable.
 */
public final class KeyWalk {
    private final List<Place> places;
    private final boolean numeric;

    /** A column that holds keys; the table's name is quoted. */
    private record Place(String table, String column, boolean numeric) {}

    private KeyWalk(List<Place> places) {
        this.places = List.copyOf(places);
        this.numeric = places.stream().allMatch(Place::numeric);
    }

    public static KeyWalk of(Derivation derivation, Schema written, TargetNames names) {
        Set<Place> places = new LinkedHashSet<>();
        derivation.keyList().ifPresent(list -> add(places, list.table(), list.column(), written, names));
        if (places.isEmpty()) {
            derivation.inputs().stream()
                    .filter(input -> input.query().isEmpty() && !input.isAll())
                    .forEach(input -> add(places, input.table(), input.column(), written, names));
        }
        derivation.outputs().stream()
                .filter(output -> !output.column().isEmpty() && !output.addsRows())
                .forEach(output -> add(places, output.table(), output.column(), written, names));
        return new KeyWalk(new ArrayList<>(places));
    }

    private static void add(Set<Place> places, String table, String column, Schema written, TargetNames names) {
        Column known = written.table(table).flatMap(t -> t.column(column)).orElse(null);
        if (known != null) {
            places.add(new Place(names.apply(table), Identifiers.quote(column), known.kind() == ColumnKind.INTEGER));
        }
    }

    /**
     * The next keys.
     *
     * @param upTo the last of them, behind which the walk goes on; null at the end
     */
    public record Piece(Keys keys, @Nullable String upTo) {}

    /** About so many keys behind the given one, which is null at the beginning; null when there are no more. */
    public @Nullable Piece next(Connection connection, @Nullable String after, int count) throws SQLException {
        if (places.isEmpty()) {
            return after == null ? new Piece(Keys.ALL, "") : null;
        }
        for (Place place : places) {
            String upTo = last(connection, place, after, count);
            if (upTo != null) {
                return new Piece(numeric ? range(after, upTo) : listed(connection, after, upTo), upTo);
            }
        }
        return null;
    }

    private static Keys range(@Nullable String after, String upTo) {
        return Keys.range(after == null ? Long.MIN_VALUE + 1 : Long.parseLong(after), Long.parseLong(upTo));
    }

    private @Nullable String last(Connection connection, Place place, @Nullable String after, int count)
            throws SQLException {
        String sql = "SELECT MAX(k.k) FROM (SELECT DISTINCT " + place.column() + " AS k FROM " + place.table()
                + " WHERE " + behind(place, after) + " ORDER BY " + place.column() + " LIMIT " + count + ") k";
        return texts(connection, sql).get(0);
    }

    private Keys listed(Connection connection, @Nullable String after, String upTo) throws SQLException {
        var keys = new LinkedHashSet<String>();
        for (Place place : places) {
            String sql = "SELECT DISTINCT " + place.column() + " FROM " + place.table() + " WHERE "
                    + behind(place, after) + " AND " + place.column() + " <= " + Identifiers.literal(upTo);
            for (String key : texts(connection, sql)) {
                keys.add(String.valueOf(key));
            }
        }
        return Keys.of(keys);
    }

    private String behind(Place place, @Nullable String after) {
        if (after == null) {
            return place.column() + " IS NOT NULL";
        }
        return place.column() + " > " + (numeric ? after : Identifiers.literal(after));
    }

    private static List<@Nullable String> texts(Connection connection, String sql) throws SQLException {
        var texts = new ArrayList<@Nullable String>();
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
        }
        return texts;
    }
}
