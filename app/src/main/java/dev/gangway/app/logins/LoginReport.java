package dev.gangway.app.logins;

import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.Json;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.login.HashKind;
import dev.gangway.core.login.LoginTable;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Schema;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.inspect.LoginSurvey;
import dev.gangway.mysql.inspect.LoginSurvey.Login;
import dev.gangway.mysql.schema.SchemaInspector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts and lists the customers of a migration by what their passwords are stored as. Never shows a hash. */
public final class LoginReport {
    private final MigrationConfig config;
    private final Optional<Logins> logins;

    private LoginReport(MigrationConfig config, Optional<Logins> logins) {
        this.config = config;
        this.logins = logins;
    }

    /** Asks both databases. */
    public static LoginReport read(MigrationConfig config) {
        Databases databases = Databases.of(config);
        return of(
                config,
                databases,
                SchemaInspector.inspect(databases.source()),
                SchemaInspector.inspect(databases.target()));
    }

    /** The same where both databases were described before. */
    public static LoginReport of(MigrationConfig config, Databases databases, Schema source, Schema target) {
        boolean strict = config.compatibility() == Compatibility.STRICT;
        return new LoginReport(config, ask(databases.source(), source, target, strict));
    }

    /** Asks the source; empty when it has no customers' tables. */
    public static Optional<Logins> ask(Database database, Schema source, Schema target, boolean strict) {
        return LoginSurvey.isPossible(source)
                ? Optional.of(new Logins(new LoginSurvey(database).counts(), LoginTable.isIn(target), strict))
                : Optional.empty();
    }

    /** What a person has to know, in two sentences; nothing when everybody can log in. */
    public List<String> warning() {
        return logins.filter(found -> found.concerned() > 0)
                .map(found -> List.of(found.problem() + ": " + found.remedy(command())))
                .orElse(List.of());
    }

    private String command() {
        return "gangway logins --config " + config.file() + " --export FILE";
    }

    /** Those who cannot log in. */
    List<Login> concerned() {
        return logins.map(found -> new LoginSurvey(Databases.of(config).source()).list(found.lost()))
                .orElse(List.of());
    }

    String text() {
        Logins found = logins.orElse(null);
        if (found == null) {
            return "The source has no tables of customers.";
        }
        var lines = new ArrayList<String>();
        lines.add("%,9d customers, by what their passwords are stored as".formatted(found.customers()));
        found.counts().forEach((kind, count) -> {
            if (count > 0) {
                lines.add("%,9d  %-16s %s".formatted(count, kind.title(), found.fate(kind)));
            }
        });
        lines.add("");
        if (found.concerned() == 0) {
            lines.add("Everybody who could log in to Magento 1 can log in to Magento 2.");
        } else {
            lines.add(found.problem() + ".");
            lines.add("What to do: " + found.remedy(command()) + ".");
        }
        return String.join("\n", lines);
    }

    /** Facts for programs: {@code customers}, {@code kinds}, {@code moduleInstalled}, {@code cannotLogIn}. */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        Map<String, Object> kinds = new LinkedHashMap<>();
        for (HashKind kind : HashKind.values()) {
            kinds.put(
                    kind.word(),
                    logins.map(found -> found.counts().getOrDefault(kind, 0L)).orElse(0L));
        }
        facts.put("customers", logins.map(Logins::customers).orElse(0L));
        facts.put("kinds", kinds);
        facts.put("moduleInstalled", logins.map(Logins::module).orElse(false));
        facts.put("cannotLogIn", logins.map(Logins::concerned).orElse(0L));
        return facts;
    }

    String json(Optional<String> exported) {
        var root = new LinkedHashMap<>(facts());
        exported.ifPresent(file -> root.put("exported", file));
        return Json.of(root);
    }
}
