package dev.gangway.app.init;

import dev.gangway.app.command.LoginItem;
import dev.gangway.app.command.Operations.Login;
import dev.gangway.app.shopfiles.Found;
import dev.gangway.app.shopfiles.Magento1Files;
import dev.gangway.app.shopfiles.Magento2Files;
import dev.gangway.app.shopfiles.ShopFiles;
import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.ConnectionConfig;
import dev.gangway.core.config.TlsMode;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Side;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.connect.Password;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one side is reached, each value with where it comes from: what somebody said wins over what the shop's own files say.
 *
 * @param files what the shop's folder holds, when one was named
 * @param settings named as in the configuration; secrets are in plain text
 */
record Access(Side side, Optional<ShopFiles> files, Map<LoginItem, Setting> settings) {

    Access {
        settings = Map.copyOf(settings);
    }

    /**
     * Reads the shop's files, where they are named, and completes what was given.
     *
     * @throws MigrationException SHOP_FILE_INVALID, or USAGE when something that is needed stands nowhere
     */
    static Access of(Login login) {
        boolean source = login.side() == Side.SOURCE;
        Optional<ShopFiles> files =
                login.folder().map(folder -> source ? Magento1Files.read(folder) : Magento2Files.read(folder));
        Map<LoginItem, Setting> settings = new EnumMap<>(LoginItem.class);
        for (LoginItem item : LoginItem.values()) {
            String name = item.attribute().orElse(item.word());
            login.given(item)
                    .map(text -> new Setting(name, text, Origin.GIVEN, ""))
                    .or(() -> fromFile(item, login, files))
                    .ifPresent(setting -> settings.put(item, setting));
        }
        if (login.given(LoginItem.HOST).isPresent()
                && login.given(LoginItem.PORT).isEmpty()) {
            settings.remove(LoginItem.PORT);
        }
        if (login.given(LoginItem.SSL_MODE).flatMap(TlsMode::ofWord).equals(Optional.of(TlsMode.DISABLED))) {
            settings.keySet().removeAll(Set.of(LoginItem.SSL_CA, LoginItem.SSL_CERT, LoginItem.SSL_KEY));
        }
        var access = new Access(login.side(), files, settings);
        access.require(LoginItem.DATABASE);
        access.require(LoginItem.USER);
        return access;
    }

    private static Optional<Setting> fromFile(LoginItem item, Login login, Optional<ShopFiles> files) {
        Optional<Found> found = files.flatMap(each -> each.value(item));
        found.filter(value -> !value.readable()).ifPresent(value -> {
            throw new MigrationException(
                    ErrorCode.SHOP_FILE_INVALID,
                    value.where() + ": the " + item.word() + " is worked out by PHP, which is not run; give "
                            + item.option(login.side()));
        });
        return found.map(value ->
                new Setting(item.attribute().orElse(item.word()), value.text(), Origin.DETECTED, value.where()));
    }

    private void require(LoginItem item) {
        if (!settings.containsKey(item)) {
            String where =
                    files.map(each -> each.connection() + " names none; a").orElse("A");
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "Which " + item.word() + " of the " + LoginItem.word(side) + "? " + where + "dd "
                            + item.option(side) + " or set " + item.variable(side));
        }
    }

    Optional<String> text(LoginItem item) {
        return Optional.ofNullable(settings.get(item)).map(Setting::text);
    }

    DatabaseConfig database() {
        String host = text(LoginItem.HOST).orElse(Setting.LOCALHOST);
        boolean socket = host.contains("/");
        return new DatabaseConfig(
                side,
                socket ? "" : host,
                port(),
                socket ? host : null,
                text(LoginItem.DATABASE).orElse(""),
                text(LoginItem.USER).orElse(""),
                Password.of(text(LoginItem.PASSWORD).orElse("")),
                Databases.tls(new ConnectionConfig.Tls(
                        text(LoginItem.SSL_MODE).flatMap(TlsMode::ofWord),
                        pem(LoginItem.SSL_CA),
                        pem(LoginItem.SSL_CERT),
                        pem(LoginItem.SSL_KEY))),
                List.of(),
                "");
    }

    private int port() {
        String port = text(LoginItem.PORT).orElse(String.valueOf(DatabaseConfig.DEFAULT_PORT));
        if (!port.matches("\\d{1,5}")) {
            String where = Optional.ofNullable(settings.get(LoginItem.PORT))
                    .map(Setting::how)
                    .orElse("");
            throw new MigrationException(
                    ErrorCode.SHOP_FILE_INVALID,
                    where + ": \"" + port + "\" is no port; give " + LoginItem.PORT.option(side));
        }
        return Integer.parseInt(port);
    }

    private Optional<Path> pem(LoginItem item) {
        Optional<Path> file = text(item).map(Path::of);
        file.filter(path -> !Files.isReadable(path)).ifPresent(path -> {
            throw new MigrationException(
                    ErrorCode.USAGE,
                    "The file " + path + " of " + item.option(side) + from(item)
                            + " does not exist or cannot be read; correct its name or its rights");
        });
        return file;
    }

    private String from(LoginItem item) {
        return Optional.ofNullable(settings.get(item))
                .filter(setting -> setting.origin() == Origin.DETECTED)
                .map(setting -> " (" + setting.how() + ")")
                .orElse("");
    }

    /** What the {@code <database>} element says, in its order; secrets are left to {@code secrets}. */
    List<Setting> attributes(Secrets secrets) {
        List<Setting> attributes = new ArrayList<>();
        boolean socket = text(LoginItem.HOST).filter(host -> host.contains("/")).isPresent();
        for (LoginItem item : LoginItem.values()) {
            if (item.attribute().isPresent() && !(socket && item == LoginItem.PORT)) {
                attribute(item, secrets).ifPresent(attributes::add);
            }
        }
        return attributes;
    }

    private Optional<Setting> attribute(LoginItem item, Secrets secrets) {
        Setting known = settings.get(item);
        if (known != null) {
            return Optional.of(item.isSecret() ? secrets.setting(known, item.variable(side)) : absolute(item, known));
        }
        String name = item.attribute().orElse("");
        return switch (item) {
            case HOST -> Optional.of(new Setting(name, Setting.LOCALHOST, Origin.DEFAULT, ""));
            case PORT ->
                Optional.of(new Setting(name, String.valueOf(DatabaseConfig.DEFAULT_PORT), Origin.DEFAULT, ""));
            case PASSWORD -> Optional.of(new Setting(name, "", Origin.DEFAULT, "none"));
            default -> Optional.empty();
        };
    }

    /** Files must be found from wherever a command is started. */
    private static Setting absolute(LoginItem item, Setting setting) {
        boolean file = item == LoginItem.SSL_CA || item == LoginItem.SSL_CERT || item == LoginItem.SSL_KEY;
        return file
                ? new Setting(
                        setting.name(),
                        Path.of(setting.text()).toAbsolutePath().normalize().toString(),
                        setting.origin(),
                        setting.how())
                : setting;
    }
}
