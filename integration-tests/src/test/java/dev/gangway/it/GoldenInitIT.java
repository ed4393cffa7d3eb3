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
import dev.gangway.core.config.OptionName;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseServer;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.compare.ComparisonRules;
import dev.gangway.testkit.compare.DatabaseComparer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the init command writes for the reference shop, together with the overlay that the integrity command proposes, gives
 * the reference target: nobody has to write a rule.
 */
@EnabledIfSystemProperty(named = "gangway.golden", matches = ".+")
class GoldenInitIT {
    private static final Path HOME = Path.of(System.getProperty("gangway.home", ".."));

    private final DatabaseServer sourceServer = Servers.mysql57();
    private final DatabaseServer targetServer = Servers.mysql80();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Console console = new Console(new PrintWriter(out), new PrintWriter(err));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void leadsTheReferenceShopToTheReferenceTarget() throws Exception {
        // Given
        String source = Golden.sharedSource(sourceServer, "m1-sample", "");
        String target = Golden.target(targetServer, "m2-empty");
        Path file = folder.resolve("my.xml");

        // When
        assertThat(init(source, target, file)).isEqualTo(ExitCode.DONE);
        String seen = out.toString();
        Path overlay = folder.resolve("overlay.xml");
        new IntegrityOperation(
                        new IntegrityRequest(read(file), Optional.of(overlay), Optional.empty(), true, false, false),
                        console)
                .run();
        Files.writeString(file, Files.readString(file).replace("</options>", """
                <map_overlay>%s</map_overlay>
                <compatibility>strict</compatibility>
                </options>
                """.formatted(overlay)));

        // Then
        assertThat(seen)
                .contains(
                        "Magento Open Source 1.9.4.3 or later (likely)",
                        "equal rules for the tables that are there: 1.9.4.3 and 1.9.4.4",
                        "Magento Open Source 2.4.5 or later (sure)",
                        "vendor_legacy_latin1 (latin1) is not in utf8");
        assertThat(out.toString())
                .contains("vendor_blog 1.2.3", "vendor_blog_post (30 rows)", "sales_flat_order.vendor_erp_id");
        assertThat(err.toString()).contains("and the integrity check passes");
        migrate(read(file));
        try (Connection expected = targetServer.connect(Golden.reference(targetServer, "golden-data"));
                Connection actual = targetServer.connect(target)) {
            assertThat(new DatabaseComparer(ComparisonRules.migratedShops()).compare(expected, actual))
                    .isEmpty();
        }
        MigrationContext.reset(read(file));
        targetServer.execute("DROP DATABASE `" + target + "`");
    }

    private int init(String source, String target, Path file) {
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
        return new InitOperation(request, console, HOME).run();
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

    private static MigrationConfig read(Path file) {
        var problems = new Problems();
        Optional<MigrationConfig> config =
                MigrationConfig.read(file, new ConfigEnvironment(Map.of(), HOME, Optional.of(HOME)), problems);
        assertThat(problems.all()).isEmpty();
        assertThat(config.orElseThrow().options().text(OptionName.EDITION_NUMBER))
                .hasValue("1.9.4.5");
        return config.orElseThrow();
    }

    private static void migrate(MigrationConfig config) {
        for (Mode mode : new Mode[] {Mode.SETTINGS, Mode.DATA}) {
            try (MigrationContext context = MigrationContext.open(config)) {
                new BulkRun(context, CaptureStart.NONE, BulkListener.SILENT).run(mode);
            }
        }
    }
}
