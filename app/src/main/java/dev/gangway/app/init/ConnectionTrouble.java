package dev.gangway.app.init;

import dev.gangway.app.command.LoginItem;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.SqlErrorKind;
import dev.gangway.mysql.connect.SqlErrors;
import dev.gangway.mysql.connect.Tls;
import dev.gangway.mysql.inspect.Schemas;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says more about a login that fails: which option to correct, and where the value came from that may be wrong. */
final class ConnectionTrouble {
    private static final Pattern ACCOUNT = Pattern.compile("user '([^']*)'@'([^']*)'");
    private static final int MOST_NAMES = 8;

    private final Access access;
    private final DatabaseConfig config;

    ConnectionTrouble(Access access) {
        this.access = access;
        this.config = access.database();
    }

    /** The same failure in the words of the init command. May try other ways to log in. */
    MigrationException explained(MigrationException failure) {
        Optional<SQLException> cause = Optional.ofNullable(failure.getCause())
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast);
        SqlErrorKind kind = cause.map(SqlErrors::kindOf).orElse(SqlErrorKind.OTHER);
        return switch (kind) {
            case DATABASE_MISSING -> missing(failure);
            case GRANT_MISSING ->
                grant(failure, cause.map(SQLException::getMessage).orElse(""));
            case TLS_REQUIRED -> encrypted(failure, "the server takes encrypted connections only");
            case TLS_FAILED -> again(failure, failure.getMessage() + origin(LoginItem.SSL_CA, LoginItem.SSL_MODE));
            case ACCESS_DENIED ->
                worksEncrypted()
                        ? encrypted(failure, "user " + config.user() + " is let in by encrypted connections only")
                        : again(failure, failure.getMessage() + origin(LoginItem.USER, LoginItem.PASSWORD));
            case UNREACHABLE, GONE, UNKNOWN_HOST ->
                again(failure, failure.getMessage() + origin(LoginItem.HOST, LoginItem.PORT) + elsewhere());
            default -> failure;
        };
    }

    private static MigrationException again(MigrationException failure, String message) {
        return new MigrationException(failure.code(), message, failure);
    }

    /** Where values stand that nobody gave by hand. */
    private String origin(LoginItem... items) {
        String places = Stream.of(items)
                .map(access.settings()::get)
                .filter(setting -> setting != null && setting.origin() == Origin.DETECTED)
                .map(setting -> setting.name() + " from " + setting.how())
                .collect(Collectors.joining(", "));
        return places.isEmpty() ? "" : " (" + places + ")";
    }

    private String elsewhere() {
        boolean local = config.socket() == null && config.host().equals(Setting.LOCALHOST);
        return local
                ? "; localhost is this machine: give " + LoginItem.HOST.option(config.side())
                        + " another server or the path of a socket"
                : "";
    }

    private String side() {
        return config.side() == Side.SOURCE ? "Source" : "Target";
    }

    private MigrationException missing(MigrationException failure) {
        List<String> names = Schemas.names(new Database(config.withName("")));
        int shown = Math.min(names.size(), MOST_NAMES);
        String known = names.isEmpty()
                ? "user " + config.user() + " sees none there"
                : "user " + config.user() + " sees " + String.join(", ", names.subList(0, shown))
                        + (names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
        return new MigrationException(
                ErrorCode.SHOP_UNKNOWN,
                side() + " database " + config.address() + " does not exist; " + known + ": correct "
                        + LoginItem.DATABASE.option(config.side()) + origin(LoginItem.DATABASE),
                failure);
    }

    private MigrationException grant(MigrationException failure, String message) {
        Matcher account = ACCOUNT.matcher(message);
        String to =
                account.find() ? "'" + account.group(1) + "'@'" + account.group(2) + "'" : "'" + config.user() + "'";
        return again(
                failure,
                side() + " database " + config.address() + " does not exist, or user " + config.user()
                        + " may not use it: correct " + LoginItem.DATABASE.option(config.side())
                        + origin(LoginItem.DATABASE) + ", or have an administrator run GRANT SELECT ON `"
                        + config.name().replace("_", "\\_") + "`.* TO " + to + ";");
    }

    private boolean worksEncrypted() {
        if (config.socket() != null || config.tls().mode() != Tls.Mode.DISABLED) {
            return false;
        }
        return Schemas.isReachable(new Database(config.withTls(new Tls(Tls.Mode.REQUIRED, null, null, null))));
    }

    private MigrationException encrypted(MigrationException failure, String why) {
        return again(
                failure,
                side() + " database " + config.address() + ": " + why + "; add "
                        + LoginItem.SSL_CA.option(config.side())
                        + " FILE with the server's authority (MySQL keeps its own as ca.pem in its data folder), or "
                        + LoginItem.SSL_MODE.option(config.side()) + " required to believe whoever answers");
    }
}
