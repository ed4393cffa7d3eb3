package dev.gangway.proof.store;

import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.StateSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on the tables of comparisons. Thread-safe. */
final class StateQueries {
    private final StateSchema schema;

    StateQueries(StateSchema schema) {
        this.schema = schema;
    }

    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> query(String sql, Reader<T> reader) {
        try (Connection connection = schema.target().open();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            var results = new ArrayList<T>();
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    results.add(reader.read(row));
                }
            }
            return results;
        } catch (SQLException e) {
            throw SqlErrors.translate(e, schema.target().config(), "reading a comparison's state");
        }
    }

    static boolean execute(Connection connection, String sql, @Nullable String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate() > 0;
        }
    }

    /** The parts of a list that is stored with commas. */
    static List<String> split(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }
}
