package dev.gangway.cdc.binlog;

import com.github.shyiko.mysql.binlog.network.AuthenticationException;
import com.github.shyiko.mysql.binlog.network.ServerException;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.SqlErrors;
import io.debezium.DebeziumException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Says what a failure of the embedded engine means for a person, and whether waiting may help. */
final class EngineFailure {
    private static final int BINLOG_UNREADABLE = 1236;
    private static final int ACCESS_DENIED_FOR_PRIVILEGE = 1227;
    /** What the engine says, in text alone, when the connection breaks by which it looks at the source before it starts. */
    private static final String FIRST_LOOK = "connector configuration is not valid. unable to connect";

    private static final String SAME_SERVER_ID =
            "; another replica has the same server-id: write one that nobody uses as server-id into <capture>";

    private EngineFailure() {}

    /** {@code message} counts where the engine gives no error. */
    static MigrationException explain(@Nullable Throwable given, String message, String source) {
        Throwable error = given == null ? new DebeziumException(message) : given;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof MigrationException known) {
                return known;
            }
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            ErrorCode code = code(cause);
            if (code != null) {
                return new MigrationException(
                        code,
                        "Source database " + source + ": reading the binlog failed: " + firstLine(cause)
                                + (sameServerId(cause) ? SAME_SERVER_ID : advice(code)),
                        error);
            }
        }
        return new MigrationException(
                ErrorCode.INTERNAL,
                "Source database " + source + ": reading the binlog failed: "
                        + firstLine(root(error))
                        + "; see the log, then start again: capture goes on where it stopped",
                error);
    }

    private static @Nullable ErrorCode code(Throwable cause) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("internal schema size") || text.contains("schema isn't known")) {
            return ErrorCode.SOURCE_SCHEMA_CHANGED;
        }
        if (cause instanceof ServerException server) {
            return ofServer(server);
        }
        if (text.contains("offset is no longer available") || text.contains("no longer available on the server")) {
            return ErrorCode.SOURCE_BINLOG_PURGED;
        }
        if (text.contains(FIRST_LOOK)) {
            return text.contains("access denied") ? ErrorCode.SOURCE_ACCESS_DENIED : ErrorCode.SOURCE_UNAVAILABLE;
        }
        if (cause instanceof AuthenticationException) {
            return ErrorCode.SOURCE_ACCESS_DENIED;
        }
        return isOfBroker(cause)
                ? ErrorCode.BROKER_UNAVAILABLE
                : isBrokenConnection(cause) ? ErrorCode.SOURCE_UNAVAILABLE : null;
    }

    private static boolean isOfBroker(Throwable cause) {
        return cause instanceof KafkaException && !(cause instanceof org.apache.kafka.connect.errors.ConnectException);
    }

    private static boolean isBrokenConnection(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof TimeoutException
                || (cause instanceof SQLException sql && SqlErrors.isRetriable(sql));
    }

    private static boolean sameServerId(Throwable cause) {
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("same server_uuid") || text.contains("same server_id");
    }

    private static ErrorCode ofServer(ServerException server) {
        if (server.getErrorCode() == ACCESS_DENIED_FOR_PRIVILEGE) {
            return ErrorCode.SOURCE_GRANT_MISSING;
        }
        return server.getErrorCode() == BINLOG_UNREADABLE && !sameServerId(server)
                ? ErrorCode.SOURCE_BINLOG_PURGED
                : ErrorCode.SOURCE_UNAVAILABLE;
    }

    private static String advice(ErrorCode code) {
        return switch (code) {
            case SOURCE_BINLOG_PURGED ->
                "; the changes since then are lost for capture: gangway attach begins at the present position, finds what was"
                        + " missed by comparing and sends it again; keep"
                        + " binlogs longer (expire_logs_days or binlog_expire_logs_seconds)";
            case SOURCE_GRANT_MISSING -> "; run GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO this user";
            case SOURCE_ACCESS_DENIED -> "; check user and password of the source";
            case SOURCE_SCHEMA_CHANGED ->
                "; the table's structure changed without a statement that could be read:"
                        + " begin again from a fresh start point";
            case BROKER_UNAVAILABLE -> "; check that Kafka is up";
            default -> "; check that the server is up";
        };
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String firstLine(Throwable error) {
        String text = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return text.lines().findFirst().orElse(text);
    }
}
