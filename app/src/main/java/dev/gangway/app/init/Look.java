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
        DatabaseSurvey survey = DatabaseSurvey.of(new Database(config));
        var database = new Database(config.withPrefix(prefix(survey)));
        Schema schema = SchemaInspector.inspect(database);
        String prefix = database.config().prefix();
        Shop shop = source
                ? ShopDetector.magento1(schema, InstalledModules.of(database, schema), prefix)
                : ShopDetector.magento2(schema, LastSeenRelease.of(database, schema), prefix);
        return new Looked(database, schema, survey, ServerSettings.of(database), Grants.of(database), shop);
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
        boolean swapped = PrefixDetector.detect(names, wanted(!source)).isPresent();
        String what = source ? "Magento 1" : "Magento 2";
        String why = swapped
                ? "it holds a Magento " + (source ? 2 : 1) + "; are source and target swapped?"
                : names.isEmpty()
                        ? "it is empty" + (source ? "; check its name" : "; install Magento 2 into it first")
                        : "its " + names.size() + " tables are others; check its name";
        return new MigrationException(
                ErrorCode.SHOP_UNKNOWN,
                side() + " database " + config.address() + " holds no " + what + where + ": " + why);
    }

    private String side() {
        return source ? "Source" : "Target";
    }
}
