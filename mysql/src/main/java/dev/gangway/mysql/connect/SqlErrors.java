package dev.gangway.mysql.connect;

import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Turns a driver's exception into what it means. Numbers are those of the MySQL and MariaDB server error references; both
 * servers share them for everything listed here.
 */
public final class SqlErrors {
    private static final Map<Integer, SqlErrorKind> KINDS = Map.ofEntries(
            Map.entry(1045, SqlErrorKind.ACCESS_DENIED),
            Map.entry(1698, SqlErrorKind.ACCESS_DENIED),
            Map.entry(1130, SqlErrorKind.ACCESS_DENIED),
            Map.entry(3159, SqlErrorKind.TLS_REQUIRED),
            Map.entry(1044, SqlErrorKind.GRANT_MISSING),
            Map.entry(1142, SqlErrorKind.GRANT_MISSING),
            Map.entry(1143, SqlErrorKind.GRANT_MISSING),
            Map.entry(1227, SqlErrorKind.GRANT_MISSING),
            Map.entry(1370, SqlErrorKind.GRANT_MISSING),
            Map.entry(1419, SqlErrorKind.GRANT_MISSING),
            Map.entry(1049, SqlErrorKind.DATABASE_MISSING),
            Map.entry(1146, SqlErrorKind.TABLE_MISSING),
            Map.entry(1051, SqlErrorKind.TABLE_MISSING),
            Map.entry(1054, SqlErrorKind.TABLE_MISSING),
            Map.entry(1205, SqlErrorKind.CONFLICT),
            Map.entry(1213, SqlErrorKind.CONFLICT),
            Map.entry(1020, SqlErrorKind.CONFLICT),
            Map.entry(3572, SqlErrorKind.CONFLICT),
            Map.entry(1040, SqlErrorKind.UNREACHABLE),
            Map.entry(1203, SqlErrorKind.UNREACHABLE),
            Map.entry(1226, SqlErrorKind.UNREACHABLE),
            Map.entry(1053, SqlErrorKind.GONE),
            Map.entry(1158, SqlErrorKind.GONE),
            Map.entry(1159, SqlErrorKind.GONE),
            Map.entry(1160, SqlErrorKind.GONE),
            Map.entry(1161, SqlErrorKind.GONE),
            Map.entry(1927, SqlErrorKind.GONE),
            Map.entry(2006, SqlErrorKind.GONE),
            Map.entry(2013, SqlErrorKind.GONE),
            Map.entry(4031, SqlErrorKind.GONE),
            Map.entry(1021, SqlErrorKind.DISK_FULL),
            Map.entry(1114, SqlErrorKind.DISK_FULL),
            Map.entry(1290, SqlErrorKind.READ_ONLY),
            Map.entry(1792, SqlErrorKind.READ_ONLY),
            Map.entry(1836, SqlErrorKind.READ_ONLY),
            Map.entry(1022, SqlErrorKind.DUPLICATE_KEY),
            Map.entry(1062, SqlErrorKind.DUPLICATE_KEY),
            Map.entry(1586, SqlErrorKind.DUPLICATE_KEY),
            Map.entry(1048, SqlErrorKind.DATA_REFUSED),
            Map.entry(1264, SqlErrorKind.DATA_REFUSED),
            Map.entry(1265, SqlErrorKind.DATA_REFUSED),
            Map.entry(1292, SqlErrorKind.DATA_REFUSED),
            Map.entry(1364, SqlErrorKind.DATA_REFUSED),
            Map.entry(1366, SqlErrorKind.DATA_REFUSED),
            Map.entry(1406, SqlErrorKind.DATA_REFUSED),
            Map.entry(1411, SqlErrorKind.DATA_REFUSED),
            Map.entry(1416, SqlErrorKind.DATA_REFUSED),
            Map.entry(1441, SqlErrorKind.DATA_REFUSED),
            Map.entry(1526, SqlErrorKind.DATA_REFUSED),
            Map.entry(1690, SqlErrorKind.DATA_REFUSED),
            Map.entry(3140, SqlErrorKind.DATA_REFUSED),
            Map.entry(3819, SqlErrorKind.DATA_REFUSED),
            Map.entry(4025, SqlErrorKind.DATA_REFUSED),
            Map.entry(1644, SqlErrorKind.TRIGGER_REFUSED),
            Map.entry(1216, SqlErrorKind.FOREIGN_KEY),
            Map.entry(1217, SqlErrorKind.FOREIGN_KEY),
            Map.entry(1451, SqlErrorKind.FOREIGN_KEY),
            Map.entry(1452, SqlErrorKind.FOREIGN_KEY),
            Map.entry(1153, SqlErrorKind.PACKET_TOO_BIG),
            Map.entry(1301, SqlErrorKind.PACKET_TOO_BIG),
            Map.entry(1148, SqlErrorKind.LOCAL_INFILE_OFF),
            Map.entry(3948, SqlErrorKind.LOCAL_INFILE_OFF),
            Map.entry(4166, SqlErrorKind.LOCAL_INFILE_OFF));
    private static final Pattern COLUMN = Pattern.compile("for column '([^']+)'|[Cc]olumn '([^']+)'|for key '([^']+)'");
    private static final Pattern NO_SPACE =
            Pattern.compile("errno: 28\\b|err(no|code)?:? ?28\\b|no space left", Pattern.CASE_INSENSITIVE);

    private SqlErrors() {}

    public static SqlErrorKind kindOf(SQLException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        if (NO_SPACE.matcher(message).find()) {
            return SqlErrorKind.DISK_FULL;
        }
        SqlErrorKind kind = KINDS.get(e.getErrorCode());
        if (kind == SqlErrorKind.READ_ONLY
                && e.getErrorCode() == 1290
                && !message.contains("read-only")
                && !message.contains("read_only")) {
            return SqlErrorKind.OTHER;
        }
        return kind != null ? kind : kindOfDriverError(e, message);
    }

    private static SqlErrorKind kindOfDriverError(SQLException e, String message) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return SqlErrorKind.UNKNOWN_HOST;
            }
            if (cause instanceof GeneralSecurityException || cause instanceof SSLException) {
                return SqlErrorKind.TLS_FAILED;
            }
        }
        if (message.toLowerCase(Locale.ROOT).contains("max_allowed_packet")
                || e.getClass().getSimpleName().equals("PacketTooBigException")) {
            return SqlErrorKind.PACKET_TOO_BIG;
        }
        if (message.contains("SSL Connection required, but not provided")) {
            return SqlErrorKind.TLS_FAILED;
        }
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.equals("08001")) {
            return SqlErrorKind.UNREACHABLE;
        }
        return state.startsWith("08") ? SqlErrorKind.GONE : SqlErrorKind.OTHER;
    }

    public static boolean isRetriable(SQLException e) {
        return kindOf(e).isRetriable();
    }

    /** Which column or key a row error names; null when the text does not say. */
    public static @Nullable String columnOrKey(SQLException e) {
        Matcher matcher = COLUMN.matcher(e.getMessage() == null ? "" : e.getMessage());
        if (!matcher.find()) {
            return null;
        }
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        return null;
    }

    /** The exception for this side's server; {@code doing} says what was tried and on what, such as "reading table x". */
    public static MigrationException translate(SQLException e, DatabaseConfig config, String doing) {
        SqlErrorKind kind = kindOf(e);
        if (kind == SqlErrorKind.GONE && doing.equals("connecting")) {
            kind = SqlErrorKind.UNREACHABLE;
        }
        String server = (config.side() == Side.SOURCE ? "Source" : "Target") + " database " + config.address()
                + " as user " + config.user();
        return new MigrationException(
                kind.code(config.side()),
                server + ": " + doing + " failed: " + explain(e, kind) + "; " + kind.advice(),
                e);
    }

    private static String explain(SQLException e, SqlErrorKind kind) {
        if (kind.textMayHoldValues()) {
            String what = columnOrKey(e);
            return "error " + e.getErrorCode() + (what == null ? "" : " at " + what);
        }
        if (kind == SqlErrorKind.UNREACHABLE && e.getErrorCode() == 0) {
            return "no answer";
        }
        if (kind == SqlErrorKind.TLS_FAILED) {
            return "no encrypted connection comes about: " + reason(e);
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.lines().findFirst().orElse(message);
        return e.getErrorCode() == 0 ? line : line + " (" + e.getErrorCode() + ")";
    }

    /** What the innermost exception says: those around it only say that there was one. */
    private static String reason(Throwable e) {
        Throwable innermost = e;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
