package dev.gangway.bulkloader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.plan.PlanCompiler;
import dev.gangway.core.plan.PlanEnvironment;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.schema.SchemaInspector;
import dev.gangway.mysql.state.StateSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two databases on one server and a configuration whose data mode has just the Map step. */
final class LoadFixture {
    static final String NO_RULES =
            "<map><source><document_rules/><field_rules/></source><destination><document_rules/></destination></map>";
    private static final String CONFIG = """
            <config source-id="%s">
                <steps mode="data"><step title="Map Step">
                    <integrity>Migration\\Step\\Map\\Integrity</integrity>
                    <data>Migration\\Step\\Map\\Data</data>
                    <volume>Migration\\Step\\Map\\Volume</volume>
                </step></steps>
                <source><database host="127.0.0.1" port="%d" name="%s" user="%s" password="%s"/></source>
                <destination><database host="127.0.0.1" port="%d" name="%s" user="%s" password="%s"/></destination>
                <options><map_file>map.xml</map_file><direct_document_copy>%d</direct_document_copy></options>
                <bulk threads="3" chunk-rows="1000" orphans="%s"/>
            </config>
            """;

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

    BulkLoader loader(BulkListener listener) throws IOException {
        MigrationConfig config = auto ? config().withOption(OptionName.AUTO_RESOLVE, "1") : config();
        var problems = new Problems();
        RuleFiles files = RuleFiles.read(config, problems);
        var environment = new PlanEnvironment(
                config.compatibility(),
                Map.of(),
                Map.of(),
                SchemaInspector.inspect(database(Side.SOURCE)),
                SchemaInspector.inspect(database(Side.DESTINATION)),
                files.map(OptionName.MAP_FILE));
        var plan = new PlanCompiler(
                        files.map(OptionName.MAP_FILE),
                        name -> Optional.empty(),
                        environment,
                        Map.of("kept_first", Set.of("word")),
                        problems)
                .compile();
        assertThat(problems.all()).isEmpty();
        StateSchema state = state();
        state.open();
        var input = new BulkInput(
                config,
                files,
                plan,
                environment,
                name -> Optional.empty(),
                database(Side.SOURCE),
                database(Side.DESTINATION),
                state);
        return new BulkLoader(input, StepRegistry.standard(), CaptureStart.NONE, listener);
    }

    private MigrationConfig config() throws IOException {
        Path file = folder.resolve("config.xml");
        Files.writeString(
                file,
                CONFIG.formatted(
                        target.replace('_', '-'),
                        login.port(),
                        source,
                        login.user(),
                        login.password(),
                        login.port(),
                        target,
                        login.user(),
                        login.password(),
                        direct ? 1 : 0,
                        orphans));
        Files.writeString(folder.resolve("map.xml"), rules);
        var problems = new Problems();
        Optional<MigrationConfig> config =
                MigrationConfig.read(file, new ConfigEnvironment(Map.of(), folder, Optional.of(folder)), problems);
        assertThat(problems.all()).isEmpty();
        return config.orElseThrow();
    }
}
