package dev.gangway.app.init;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.LoginItem;
import dev.gangway.app.command.Operations.InitRequest;
import dev.gangway.app.wiring.NewFiles;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at both databases, chooses a pack, writes the configuration and says what to do next. */
public final class InitOperation {
    private final InitRequest request;
    private final Console console;
    private final Path home;
    private final Secrets secrets;

    /** {@code home} is the program's folder, where the packs are. */
    public InitOperation(InitRequest request, Console console, Path home) {
        this.request = request;
        this.console = console;
        this.home = home;
        this.secrets = new Secrets(request.writeSecrets());
    }

    /** Writes the file, or throws before anything is written. */
    public int run() {
        request.sourceId().ifPresent(InitOperation::refuseOtherThanId);
        NewFiles.refuseExisting(List.of(request.config()), request.force());
        Access from = Access.of(request.source());
        Access to = Access.of(request.target());
        refuseSame(from, to);
        Looked source = new Look(from).at();
        Looked target = new Look(to).at();
        PackChoice choice = new PackChooser(home, source, target).choose(request);
        CaptureConfig.Mode capture = new CaptureAdvisor(source).mode(request.capture());
        Written written = written(from, to, List.of(source, target), choice, capture);
        var keys = new Advisor.Keys(
                from.text(LoginItem.CRYPT_KEY).isPresent(),
                to.text(LoginItem.CRYPT_KEY).isPresent());
        List<Advice> advice = new Advisor(source, target, choice).advice(capture, stateSchema(from), keys);
        NewFiles.write(request.config(), new ConfigText(written, request.config()).toString(), request.writeSecrets());
        var report = new InitReport(
                source, target, choice, written.capture().text(), advice, new NextSteps(request, secrets).lines());
        console.result(request.json() ? report.json() : report.text());
        console.say("");
        console.say(
                "Written: " + request.config() + ", with pack " + choice.pack().name()
                        + (request.writeSecrets() ? "; it holds passwords, so only you may read it" : ""));
        return ExitCode.DONE;
    }

    /** Two shops of one database must be told apart by their tables' names. */
    private static void refuseSame(Access from, Access to) {
        boolean apart = !from.text(LoginItem.PREFIX).equals(to.text(LoginItem.PREFIX));
        if (!apart && plain(from).equals(plain(to))) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "Source and target are one database, " + from.database().address()
                            + "; name that of Magento 2 with " + LoginItem.DATABASE.option(Side.DESTINATION));
        }
    }

    private static String plain(Access access) {
        return access.database().address().replaceFirst("^127\\.0\\.0\\.1:", "localhost:");
    }

    private static void refuseOtherThanId(String id) {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "\"" + id + "\" is not a source-id; write 1 to 32 lower-case letters, digits and dashes");
        }
    }

    private Written written(Access from, Access to, List<Looked> sides, PackChoice choice, CaptureConfig.Mode capture) {
        List<Setting> source = from.attributes(secrets);
        List<Setting> target = to.attributes(secrets);
        List<Setting> options = new ArrayList<>();
        options.add(prefix(OptionName.SOURCE_PREFIX, from, sides.get(0)));
        options.add(prefix(OptionName.DEST_PREFIX, to, sides.get(1)));
        options.add(key(OptionName.CRYPT_KEY, from).orElseGet(InitOperation::noKey));
        key(OptionName.DEST_CRYPT_KEY, to).ifPresent(options::add);
        overlays(sides.get(0), sides.get(1)).forEach(overlay -> options.add(overlay.setting()));
        return new Written(
                request.sourceId(),
                choice.pack(),
                choice.origin(),
                source,
                target,
                options,
                capture(capture),
                List.of(headline("Source: ", sides.get(0)), headline("Target: ", sides.get(1))));
    }

    private static List<ReleaseOverlay> overlays(Looked source, Looked target) {
        var overlays = new ArrayList<>(ReleaseOverlay.of(Side.SOURCE, source.schema()));
        overlays.addAll(ReleaseOverlay.of(Side.DESTINATION, target.schema()));
        return overlays;
    }

    private static String headline(String side, Looked looked) {
        return side + InitText.releases(looked.shop()) + " on "
                + looked.server().flavor();
    }

    private Setting capture(CaptureConfig.Mode capture) {
        boolean given = request.capture().isPresent();
        return new Setting(
                "mode",
                capture.name().toLowerCase(Locale.ROOT),
                given ? Origin.GIVEN : Origin.DETECTED,
                given ? "" : "by the source's binlog settings and grants");
    }

    private static Setting prefix(OptionName name, Access access, Looked looked) {
        String prefix = looked.shop().prefix();
        Setting known = access.settings().get(LoginItem.PREFIX);
        if (known != null) {
            return new Setting(name.word(), prefix, known.origin(), known.how());
        }
        String how = prefix.isEmpty() ? "the tables have none" : "by the names of tables";
        return new Setting(name.word(), prefix, Origin.DETECTED, how);
    }

    private Optional<Setting> key(OptionName name, Access access) {
        return Optional.ofNullable(access.settings().get(LoginItem.CRYPT_KEY))
                .map(known -> secrets.setting(
                        new Setting(name.word(), known.text(), known.origin(), known.how()),
                        LoginItem.CRYPT_KEY.variable(access.side())));
    }

    private static Setting noKey() {
        return new Setting(
                OptionName.CRYPT_KEY.word(),
                "",
                Origin.DEFAULT,
                "empty; enter global/crypt/key from app/etc/local.xml of Magento 1, or encrypted values are lost");
    }

    /** As the state names itself after the source-id, which follows from the database's name when it is not given. */
    private String stateSchema(Access from) {
        String id = request.sourceId().orElseGet(() -> from.database().name());
        String plain = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+", "");
        return "gangway_" + plain.substring(0, Math.min(32, plain.length())).replaceAll("_+$", "");
    }
}
