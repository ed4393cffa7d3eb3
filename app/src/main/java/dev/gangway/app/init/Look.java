package dev.gangway.app.init;

import dev.gangway.app.command.LoginItem;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.DatabaseConfig;
import dev.gangway.mysql.inspect.DatabaseSurvey;
import dev.gangway.mysql.inspect.Grants;
import dev.gangway.mysql.inspect.InstalledModules;
import dev.gangway.mysql.inspect.LastSeenRelease;
import dev.gangway.mysql.inspect.ServerSettings;
import dev.gangway.mysql.schema.SchemaInspector;
import java.util.List;
import java.util.Optional;

/** Looks at one database: server, tables, and which Magento is in it. Reads only. */
final class Look {
    private final Access access;
    private final DatabaseConfig config;
    private final Optional<String> givenPrefix;
    private final boolean source;

    Look(Access access) {
        this.access = access;
        this.config = access.database();
        this.givenPrefix = access.text(LoginItem.PREFIX);
        this.source = config.side() == Side.SOURCE;
    }

    /**
     * Looks.
     *
     * @throws MigrationException SHOP_UNKNOWN when there is no Magento of the expected generation, or that of the connection
     */
    Looked at() {
        DatabaseSurvey survey = survey();
        var database = new Database(config.withPrefix(prefix(survey)));
        Schema schema = SchemaInspector.inspect(database);
        String prefix = database.config().prefix();
        Shop shop = source
                ? ShopDetector.magento1(schema, InstalledModules.of(database, schema), prefix)
                : ShopDetector.magento2(schema, LastSeenRelease.of(database, schema), prefix);
        Shop told = access.files()
                .map(files -> ShopDetector.withProgram(shop, files))
                .orElse(shop);
        return new Looked(database, schema, survey, ServerSettings.of(database), Grants.of(database), told);
    }

    private DatabaseSurvey survey() {
        try {
            return DatabaseSurvey.of(new Database(config));
        } catch (MigrationException e) {
            throw new ConnectionTrouble(access).explained(e);
        }
    }

    private String prefix(DatabaseSurvey survey) {
        List<String> names =
                survey.tables().stream().map(DatabaseSurvey.TableSurvey::name).toList();
        if (givenPrefix.isPresent()) {
            List<String> ofPrefix = names.stream()
                    .filter(name -> name.startsWith(givenPrefix.get()))
                    .toList();
            return PrefixDetector.detect(ofPrefix, wanted(source))
                    .filter(found -> found.prefix().equals(givenPrefix.get()))
                    .map(PrefixDetector.Found::prefix)
                    .orElseThrow(() -> unknown(names, " with the table prefix \"" + givenPrefix.get() + "\""));
        }
        PrefixDetector.Found found =
                PrefixDetector.detect(names, wanted(source)).orElseThrow(() -> unknown(names, ""));
        if (!found.others().isEmpty()) {
            throw new MigrationException(
                    ErrorCode.SHOP_UNKNOWN,
                    side() + " database " + config.address() + " holds several shops, with the table prefixes \""
                            + found.prefix() + "\" and \"" + String.join("\", \"", found.others())
                            + "\": say which with " + (source ? "--source-prefix" : "--target-prefix"));
        }
        return found.prefix();
    }

    private static List<String> wanted(boolean source) {
        return source ? PrefixDetector.MAGENTO_1 : PrefixDetector.MAGENTO_2;
    }

    private MigrationException unknown(List<String> names, String where) {
        if (names.isEmpty()) {
            refuseUnreadable();
        }
        return new MigrationException(
                ErrorCode.SHOP_UNKNOWN,
                side() + " database " + config.address() + " holds no Magento " + (source ? 1 : 2) + where + ": "
                        + why(names));
    }

    private String why(List<String> names) {
        Optional<PrefixDetector.Found> other = PrefixDetector.detect(names, wanted(source));
        if (givenPrefix.isPresent() && other.isPresent()) {
            String found = other.get().prefix();
            String prefix = LoginItem.PREFIX.option(config.side());
            return found.isEmpty()
                    ? "its tables have none; say " + prefix + "= with nothing behind it"
                    : "its tables have \"" + found + "\"; correct " + prefix + ", or leave it out";
        }
        if (PrefixDetector.detect(names, wanted(!source)).isPresent()) {
            return "it holds a Magento " + (source ? 2 : 1) + "; are source and target swapped?";
        }
        String name = "check " + LoginItem.DATABASE.option(config.side());
        if (names.isEmpty()) {
            return "it is empty; " + (source ? name : "install Magento 2 into it first (bin/magento setup:install)");
        }
        return "its " + names.size() + " tables are others; " + name
                + (source ? "" : ", and that Magento 2 is installed in it");
    }

    /** Who may read nothing sees no tables. */
    private void refuseUnreadable() {
        Grants grants = Grants.of(new Database(config));
        if (!grants.has("SELECT", config.name()) && !grants.hasRoles()) {
            throw new MigrationException(
                    source ? ErrorCode.SOURCE_GRANT_MISSING : ErrorCode.TARGET_GRANT_MISSING,
                    side() + " database " + config.address() + ": user " + config.user()
                            + " sees no table in it; have an administrator run GRANT SELECT ON "
                            + grants.pattern(config.name()) + ".* TO "
                            + ServerSettings.of(new Database(config)).quotedUser() + ";");
        }
    }

    private String side() {
        return source ? "Source" : "Target";
    }
}
