package dev.gangway.testkit.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Runs the statements of a dump as mysqldump and mariadb-dump write it, without the server's client: a statement ends where a
 * line ends with the delimiter, because line breaks in values are escaped.
 */
public final class SqlDump {
    private static final String DELIMITER = "DELIMITER ";

    private final Connection connection;
    private String delimiter = ";";

    public SqlDump(Connection connection) {
        this.connection = connection;
    }

    /** Runs all statements in the connection's database and transaction mode. */
    public void load(InputStream dump) throws IOException, SQLException {
        var text = new StringBuilder();
        try (var lines = new BufferedReader(new InputStreamReader(dump, StandardCharsets.UTF_8), 1 << 16);
                Statement statement = connection.createStatement()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                accept(line, text, statement);
            }
        }
    }

    private void accept(String line, StringBuilder text, Statement statement) throws SQLException {
        if (text.isEmpty() && (line.isBlank() || line.startsWith("--"))) {
            return;
        }
        if (line.startsWith(DELIMITER)) {
            delimiter = line.substring(DELIMITER.length()).strip();
            return;
        }
        text.append(line);
        if (!line.stripTrailing().endsWith(delimiter)) {
            text.append('\n');
            return;
        }
        text.setLength(text.lastIndexOf(delimiter));
        statement.execute(text.toString());
        text.setLength(0);
    }
}
