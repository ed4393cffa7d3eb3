package dev.gangway.bulkloader;

import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.state.StateSchema;
import dev.gangway.testkit.shop.StepsConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two databases on one server and a configuration whose data mode has just the Map step. */
final class LoadFixture {
    /** Where the server is and who logs in. */
    record Login(String host, int port, String user, String password) {}

    final String source;
    final String target;
    final Login login;
    boolean direct;
    String orphans = "refuse";
    boolean auto;
    private final @Nullable DatabaseServer server;
    private final Path folder;
    private final String rules;

    LoadFixture(Login login, String source, String target, Path folder, String rules) {
        this(null, login, source, target, folder, rules);
    }

    private LoadFixture(
            @Nullable DatabaseServer server, Login login, String source, String target, Path folder, String rules) {
        this.server = server;
        this.login = login;
        this.source = source;
        this.target = target;
        this.folder = folder;
        this.rules = rules;
    }

    /** Two fresh databases on the server. */
    static LoadFixture fresh(DatabaseServer server, Path folder, String rules) {
        var login = new Login(server.host(), server.port(), server.user(), server.password());
        return new LoadFixture(
                server, login, Servers.freshDatabase(server), Servers.freshDatabase(server), folder, rules);
    }

    /** The server; only for a fixture that was made fresh. */
    DatabaseServer server() {
        return Objects.requireNonNull(server);
    }

    /** Runs statements in both databases. */
    void both(String... statements) {
        server().executeIn(source, statements);
        server().executeIn(target, statements);
    }

    StateSchema state() {
        return new StateSchema(database(Side.DESTINATION), target);
    }

    Database database(Side side) {
        return new Database(DatabaseConfig.tcp(
                side,
                login.host(),
                login.port(),
                side == Side.SOURCE ? source : target,
                login.user(),
                Password.of(login.password())));
    }

    BulkLoader loader(BulkListener listener) {
        MigrationConfig config = auto ? config().withOption(OptionName.AUTO_RESOLVE, "1") : config();
        StateSchema state = state();
        state.open();
        var input = LoadInput.of(
                config, database(Side.SOURCE), database(Side.DESTINATION), state, Map.of("kept_first", Set.of("word")));
        return new BulkLoader(input, StepRegistry.standard(), CaptureStart.NONE, listener);
    }

    private MigrationConfig config() {
        return StepsConfig.ofMapStep(
                        database(Side.SOURCE).config(),
                        database(Side.DESTINATION).config())
                .withOption("direct_document_copy", direct ? "1" : "0")
                .withBulk("threads", "3")
                .withBulk("chunk-rows", "1000")
                .withBulk("orphans", orphans)
                .read(folder, rules);
    }
}
