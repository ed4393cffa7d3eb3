package dev.gangway.mysql;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;

/** Databases of the shared servers as the product opens them. */
public final class TestDatabases {

    private TestDatabases() {}

    public static Database fresh(DatabaseFlavor flavor, Side side) {
        assumeThat(flavor.isObtainable())
                .as("%s can be had here", flavor.title())
                .isTrue();
        DatabaseServer server = Servers.database(flavor);
        return of(server, side, Servers.freshDatabase(server));
    }

    public static Database of(DatabaseServer server, Side side, String name) {
        return new Database(DatabaseConfig.tcp(
                side, server.host(), server.port(), name, server.user(), Password.of(server.password())));
    }

    /** The same database in the other role. */
    public static Database as(Database database, Side side) {
        DatabaseConfig c = database.config();
        return new Database(DatabaseConfig.tcp(side, c.host(), c.port(), c.name(), c.user(), c.password()));
    }
}
