package dev.gangway.app.run;

import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.state.RunStore;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The moment, by the source's clock, at which the load was certainly over: the first start of the stream. Of changes before it
 * nobody knows what the load has seen of them.
 */
final class LoadEnd {
    private static final String FACT = "load-end-micros";

    private final Database source;
    private final RunStore runs;

    LoadEnd(MigrationContext context) {
        this.source = context.databases().source();
        this.runs = new RunStore(context.databases().state());
    }

    /** Microseconds since 1970; found out once. Events of a binlog have the time of a whole second. */
    long micros() {
        return runs.get(FACT).map(Long::parseLong).orElseGet(() -> {
            long now = (sourceSeconds() + 1) * 1_000_000;
            runs.put(FACT, Long.toString(now));
            return now;
        });
    }

    private long sourceSeconds() {
        try (Connection connection = source.open()) {
            return Statements.queryLong(connection, "SELECT UNIX_TIMESTAMP()");
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "reading the source's time");
        }
    }
}
