package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.LoginItem;
import dev.gangway.app.command.Operations.InitRequest;
import dev.gangway.app.command.Operations.IntegrityRequest;
import dev.gangway.app.command.Operations.Login;
import dev.gangway.app.init.InitOperation;
import dev.gangway.app.integrity.IntegrityOperation;
import dev.gangway.app.run.BulkRun;
import dev.gangway.app.run.MigrationContext;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A person's way to a migration: init, the overlay that the integrity command proposes, settings and data. */
final class GoldenInit {
    private static final Path HOME = Path.of(System.getProperty("gangway.home", ".."));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Console console = new Console(new PrintWriter(out), new PrintWriter(err));
    private final Path file;
    private final Path overlay;

    GoldenInit(Path folder) {
        this.file = folder.resolve("my.xml");
        this.overlay = folder.resolve("overlay.xml");
    }

    /** Writes the configuration. */
    void init(DatabaseServer sourceServer, String source, DatabaseServer targetServer, String target) {
        var request = new InitRequest(
                login(Side.SOURCE, sourceServer, source),
                login(Side.DESTINATION, targetServer, target),
                file,
                Optional.of((source + target).replace("_", "")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                false);
        assertThat(new InitOperation(request, console, HOME).run()).isEqualTo(ExitCode.DONE);
    }

    private static Login login(Side side, DatabaseServer server, String database) {
        return new Login(
                side,
                Optional.empty(),
                Map.of(
                        LoginItem.HOST, server.host(),
                        LoginItem.PORT, String.valueOf(server.port()),
                        LoginItem.DATABASE, database,
                        LoginItem.USER, server.user(),
                        LoginItem.PASSWORD, server.password(),
                        LoginItem.CRYPT_KEY, "0123456789abcdef0123456789abcdef"));
    }

    /** Checks, and writes the overlay that settles what does not fit. */
    void propose() {
        new IntegrityOperation(
                        new IntegrityRequest(read(), Optional.of(overlay), Optional.empty(), true, false, false),
                        console)
                .run();
    }

    /** Adds the overlay to the options, and further ones. */
    void use(String options) throws IOException {
        String more = Files.exists(overlay) ? "<map_overlay>" + overlay + "</map_overlay>" : "";
        Files.writeString(file, Files.readString(file).replace("</options>", more + options + "</options>"));
    }

    MigrationConfig read() {
        var problems = new Problems();
        Optional<MigrationConfig> config =
                MigrationConfig.read(file, new ConfigEnvironment(Map.of(), HOME, Optional.of(HOME)), problems);
        assertThat(problems.all()).isEmpty();
        return config.orElseThrow();
    }

    void migrate() {
        for (Mode mode : new Mode[] {Mode.SETTINGS, Mode.DATA}) {
            try (MigrationContext context = MigrationContext.open(read())) {
                new BulkRun(context, CaptureStart.NONE, BulkListener.SILENT).run(mode);
            }
        }
    }

    /** What commands printed as their result. */
    String printed() {
        return out.toString();
    }

    /** What commands told beside it. */
    String told() {
        return err.toString();
    }
}
