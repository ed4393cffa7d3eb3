package dev.gangway.app.wiring;

import dev.gangway.core.config.ConnectionConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.schema.Side;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.connect.Tls;
import dev.gangway.mysql.state.StateSchema;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Both databases of a migration, and the schema of its state. Opens nothing by itself. */
public record Databases(Database source, Database target, StateSchema state) {

    public static Databases of(MigrationConfig config) {
        Database source = new Database(config(config.source(), Side.SOURCE));
        Database target = new Database(config(config.destination(), Side.DESTINATION));
        return new Databases(source, target, new StateSchema(target, config.sourceId()));
    }

    private static DatabaseConfig config(ConnectionConfig connection, Side side) {
        ConnectionConfig.Tls tls = connection.tls();
        return new DatabaseConfig(
                side,
                connection.host(),
                connection.port(),
                text(connection.socket()),
                connection.name(),
                connection.user(),
                Password.of(connection.password().value()),
                tls(tls),
                connection.initStatements(),
                connection.prefix());
    }

    /** How the driver is told of it; without a mode the files decide. */
    public static Tls tls(ConnectionConfig.Tls tls) {
        Tls files = Tls.ofFiles(text(tls.ca()), text(tls.certificate()), text(tls.key()));
        return tls.mode()
                .map(mode -> new Tls(Tls.Mode.valueOf(mode.name()), files.ca(), files.certificate(), files.key()))
                .orElse(files);
    }

    private static @Nullable String text(Optional<Path> path) {
        return path.map(Path::toString).orElse(null);
    }
}
