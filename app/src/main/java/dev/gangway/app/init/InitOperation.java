package dev.gangway.app.init;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.Operations.InitRequest;
import dev.gangway.app.command.Operations.Login;
import dev.gangway.app.wiring.NewFiles;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import dev.gangway.mysql.connect.Tls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks at both databases, chooses a pack, writes the configuration and says what to do next. */
public final class InitOperation {
    private static final String LOCALHOST = "localhost";

    private final InitRequest request;
    private final Console console;
    private final Path home;

    /** {@code home} is the program's folder, where the packs are. */
    public InitOperation(InitRequest request, Console console, Path home) {
        this.request = request;
        this.console = console;
        this.home = home;
    }

    /** Writes the file, or throws before anything is written. */
    public int run() {
        request.sourceId().ifPresent(InitOperation::refuseOtherThanId);
        NewFiles.refuseExisting(List.of(request.config()), request.force());
        Looked source =
                new Look(login(request.source(), Side.SOURCE), request.source().prefix()).at();
        Looked target = new Look(
                        login(request.target(), Side.DESTINATION),
                        request.target().prefix())
                .at();
        var catalog = new PackCatalog(home);
        Pack pack = request.pack()
                .map(name -> catalog.named(name, source.shop(), target.shop()))
                .orElseGet(() -> catalog.fitting(source.shop(), target.shop()));
        CaptureConfig.Mode capture = new CaptureAdvisor(source).mode(request.capture());
        Written written = written(source, target, pack, capture);
        List<Advice> advice = new Advisor(source, target)
                .advice(capture, stateSchema(), request.cryptKey().isPresent());
        NewFiles.write(request.config(), new ConfigText(written, request.config()).toString());
        var report = new InitReport(source, target, written, advice, nextSteps());
        console.result(request.json() ? report.json() : report.text());
        console.say("");
        console.say("Written: " + request.config() + ", with pack " + pack.name());
        return ExitCode.DONE;
    }

    private static void refuseOtherThanId(String id) {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "\"" + id + "\" is not a source-id; write 1 to 32 lower-case letters, digits and dashes");
        }
    }

    private static DatabaseConfig login(Login login, Side side) {
        String host = login.host().orElse(LOCALHOST);
        boolean socket = host.contains("/");
        return new DatabaseConfig(
                side,
                socket ? "" : host,
                login.port().orElse(DatabaseConfig.DEFAULT_PORT),
                socket ? host : null,
                login.database(),
                login.user(),
                Password.of(login.password().orElse("")),
                Tls.OFF,
                List.of(),
                "");
    }

    private Written written(Looked source, Looked target, Pack pack, CaptureConfig.Mode capture) {
        List<Setting> options = new ArrayList<>();
        options.add(prefix(OptionName.SOURCE_PREFIX, request.source(), source));
        options.add(prefix(OptionName.DEST_PREFIX, request.target(), target));
        options.add(cryptKey());
        request.targetCryptKey()
                .ifPresent(
                        key -> options.add(secret(OptionName.DEST_CRYPT_KEY.word(), key, "GANGWAY_TARGET_CRYPT_KEY")));
        Setting mode = new Setting(
                "mode",
                capture.name().toLowerCase(Locale.ROOT),
                request.capture().isPresent() ? Origin.GIVEN : Origin.DETECTED,
                request.capture().isPresent() ? "" : "by the source's binlog settings and grants");
        return new Written(
                request.sourceId(),
                pack,
                request.pack().isPresent() ? Origin.GIVEN : Origin.DETECTED,
                connection(request.source(), "GANGWAY_SOURCE_PASSWORD"),
                connection(request.target(), "GANGWAY_TARGET_PASSWORD"),
                options,
                mode,
                List.of(
                        "Source: " + InitText.releases(source.shop()) + " on "
                                + source.server().flavor(),
                        "Target: " + InitText.releases(target.shop()) + " on "
                                + target.server().flavor()));
    }

    private static Setting prefix(OptionName name, Login login, Looked looked) {
        Origin origin = login.prefix().isPresent() ? Origin.GIVEN : Origin.DETECTED;
        String how = looked.shop().prefix().isEmpty() ? "the tables have none" : "by the names of tables";
        return new Setting(name.word(), looked.shop().prefix(), origin, origin == Origin.GIVEN ? "" : how);
    }

    private Setting cryptKey() {
        return request.cryptKey()
                .map(key -> secret(OptionName.CRYPT_KEY.word(), key, "GANGWAY_CRYPT_KEY"))
                .orElseGet(
                        () -> new Setting(
                                OptionName.CRYPT_KEY.word(),
                                "",
                                Origin.DEFAULT,
                                "empty; enter global/crypt/key from app/etc/local.xml of Magento 1, or encrypted values are lost"));
    }

    private List<Setting> connection(Login login, String variable) {
        List<Setting> settings = new ArrayList<>();
        settings.add(login.host()
                .map(host -> new Setting("host", host, Origin.GIVEN, ""))
                .orElseGet(() -> new Setting("host", LOCALHOST, Origin.DEFAULT, "")));
        boolean socket = login.host().filter(host -> host.contains("/")).isPresent();
        if (!socket) {
            settings.add(login.port()
                    .map(port -> new Setting("port", String.valueOf(port), Origin.GIVEN, ""))
                    .orElseGet(() ->
                            new Setting("port", String.valueOf(DatabaseConfig.DEFAULT_PORT), Origin.DEFAULT, "")));
        }
        settings.add(new Setting("name", login.database(), Origin.GIVEN, ""));
        settings.add(new Setting("user", login.user(), Origin.GIVEN, ""));
        settings.add(login.password()
                .map(password -> secret("password", password, variable))
                .orElseGet(() -> new Setting("password", "", Origin.DEFAULT, "none")));
        return settings;
    }

    private Setting secret(String name, String value, String variable) {
        return request.writeSecrets()
                ? new Setting(name, value, Origin.GIVEN, "in plain text, as asked for")
                : new Setting(name, "${env:" + variable + "}", Origin.GIVEN, "from the environment");
    }

    /** As the state names itself after the source-id, which follows from the database's name when it is not given. */
    private String stateSchema() {
        String id = request.sourceId().orElse(request.source().database());
        String plain = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+", "");
        return "gangway_" + plain.substring(0, Math.min(32, plain.length())).replaceAll("_+$", "");
    }

    private List<String> nextSteps() {
        List<String> steps = new ArrayList<>();
        if (!request.writeSecrets()) {
            List<String> variables = new ArrayList<>();
            request.source().password().ifPresent(password -> variables.add("GANGWAY_SOURCE_PASSWORD"));
            request.target().password().ifPresent(password -> variables.add("GANGWAY_TARGET_PASSWORD"));
            request.cryptKey().ifPresent(key -> variables.add("GANGWAY_CRYPT_KEY"));
            request.targetCryptKey().ifPresent(key -> variables.add("GANGWAY_TARGET_CRYPT_KEY"));
            if (!variables.isEmpty()) {
                steps.add("have " + String.join(", ", variables) + " in the environment of every command");
            }
        }
        String config = " --config " + request.config();
        steps.add("./gangway config check" + config + "     every value and rule file");
        steps.add("./gangway integrity" + config
                + " --propose overlay.xml     what does not fit, and what to do about it");
        steps.add("./gangway plan" + config + "     what becomes of every table");
        steps.add("./gangway run" + config + "     settings, data, then the stream");
        return steps;
    }
}
