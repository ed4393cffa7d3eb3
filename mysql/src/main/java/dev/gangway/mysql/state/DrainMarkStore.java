package dev.gangway.mysql.state;

import dev.gangway.core.position.SourcePosition;
import java.sql.ResultSet;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets another process ask the one that captures which position is at or behind every change committed until now. Only the
 * latest question counts. Thread-safe.
 */
public final class DrainMarkStore {
    private final StateSchema schema;

    public DrainMarkStore(StateSchema schema) {
        this.schema = schema;
    }

    /** Asks; returns the question's name. */
    public String ask() {
        String question = UUID.randomUUID().toString();
        StateErrors.run(schema, "asking for a position", connection -> {
            try (var statement = connection.prepareStatement("INSERT INTO " + schema.table("drain_mark")
                    + " (id, asked) VALUES (1, ?) ON DUPLICATE KEY UPDATE asked = VALUES(asked)")) {
                statement.setString(1, question);
                return statement.executeUpdate();
            }
        });
        return question;
    }

    /** The question that nobody has answered yet. */
    public Optional<String> open() {
        return first("SELECT asked FROM " + schema.table("drain_mark") + " WHERE asked <> answered");
    }

    public void answer(String question, SourcePosition position) {
        StateErrors.run(schema, "answering with a position", connection -> {
            try (var statement = connection.prepareStatement(
                    "UPDATE " + schema.table("drain_mark") + " SET answered = ?, position = ? WHERE asked = ?")) {
                statement.setString(1, question);
                statement.setString(2, position.toString());
                statement.setString(3, question);
                return statement.executeUpdate();
            }
        });
    }

    /** The answer to a question; empty as long as there is none. */
    public Optional<SourcePosition> answerTo(String question) {
        return first("SELECT position FROM " + schema.table("drain_mark") + " WHERE answered = '" + question + "'")
                .map(SourcePosition::parse);
    }

    private Optional<String> first(String sql) {
        return StateErrors.run(schema, "reading a position", connection -> {
            try (var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
            }
        });
    }
}
