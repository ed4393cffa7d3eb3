package dev.gangway.app.diagnose;

import static java.util.Map.entry;

import dev.gangway.app.check.CheckItem;
import dev.gangway.app.rights.RightsCheck;
import dev.gangway.core.config.ConnectionConfig;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.Requirement;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.mysql.connect.Identifiers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults that {@code gangway check} sees, with what was waived left out. */
final class RequirementDiagnosis implements Diagnosis {
    private static final Map<Requirement, Fault> FAULTS = Map.ofEntries(
            entry(Requirement.SOURCE, Fault.SOURCE_AWAY),
            entry(Requirement.SOURCE_RIGHTS, Fault.SOURCE_RIGHTS),
            entry(Requirement.SOURCE_BINLOG_KEPT, Fault.BINLOG_SHORT),
            entry(Requirement.TARGET, Fault.TARGET_AWAY),
            entry(Requirement.TARGET_RIGHTS, Fault.TARGET_RIGHTS),
            entry(Requirement.TARGET_WRITABLE, Fault.TARGET_READ_ONLY),
            entry(Requirement.TARGET_PACKETS, Fault.TARGET_PACKETS),
            entry(Requirement.KAFKA, Fault.KAFKA_AWAY),
            entry(Requirement.KAFKA_REPLICATION, Fault.KAFKA_REPLICATION),
            entry(Requirement.KAFKA_TOPICS, Fault.KAFKA_TOPICS),
            entry(Requirement.REGISTRY, Fault.REGISTRY_AWAY),
            entry(Requirement.CLOCK, Fault.CLOCKS_APART),
            entry(Requirement.DISK, Fault.DISK));

    /** What a server that answers says instead of letting us in. */
    private static final Map<String, Fault> REFUSALS = Map.of(
            "[" + ErrorCode.SOURCE_ACCESS_DENIED + "]", Fault.SOURCE_LOGIN,
            "[" + ErrorCode.SOURCE_GRANT_MISSING + "]", Fault.SOURCE_RIGHTS,
            "[" + ErrorCode.TARGET_ACCESS_DENIED + "]", Fault.TARGET_LOGIN,
            "[" + ErrorCode.TARGET_GRANT_MISSING + "]", Fault.TARGET_RIGHTS);

    private static final Pattern ACCOUNT = Pattern.compile("for user ('[^']*'@'[^']*')");

    @Override
    public Set<Needs> needs() {
        return Set.of();
    }

    @Override
    public List<Finding> look(Scene scene) {
        var findings = new ArrayList<Finding>();
        for (CheckItem item : scene.requirements()) {
            boolean isMet = item.state() == CheckItem.State.HOLDS || item.state() == CheckItem.State.WAIVED;
            if (!isMet) {
                fault(item)
                        .ifPresent(fault -> findings.add(
                                new Finding(fault, List.of(item.text()), mends(fault, item, scene.config()), false)));
            }
        }
        return findings;
    }

    private static Optional<Fault> fault(CheckItem item) {
        boolean warns = item.state() == CheckItem.State.WARNS;
        return switch (item.requirement()) {
            case DISK -> Optional.of(warns ? Fault.DISK_SMALL : Fault.DISK);
            case KAFKA_REPLICATION -> warns ? Optional.empty() : Optional.of(Fault.KAFKA_REPLICATION);
            default ->
                Optional.ofNullable(REFUSALS.get(item.remedy()))
                        .or(() -> Optional.ofNullable(FAULTS.get(item.requirement())));
        };
    }

    private static List<Mend> mends(Fault fault, CheckItem item, MigrationConfig config) {
        return switch (fault) {
            case SOURCE_RIGHTS ->
                rights(item, config.source(), RightsCheck::missingOnSource, config).stream()
                        .map(Mend::source)
                        .toList();
            case TARGET_RIGHTS ->
                rights(item, config.destination(), RightsCheck::missingOnTarget, config).stream()
                        .map(Mend::target)
                        .toList();
            case BINLOG_SHORT -> List.of(Mend.source(item.remedy()));
            case TARGET_PACKETS -> List.of(Mend.target(item.remedy()));
            case TARGET_READ_ONLY -> List.of(Mend.target("SET GLOBAL read_only = 0;"));
            case SOURCE_AWAY -> List.of(server("source", config.source().host(), config));
            case TARGET_AWAY ->
                List.of(server("destination", config.destination().host(), config));
            case SOURCE_LOGIN -> List.of(login("source", config.source().user(), config));
            case TARGET_LOGIN ->
                List.of(login("destination", config.destination().user(), config));
            case KAFKA_AWAY, REGISTRY_AWAY -> List.of(Mend.person("start it, or correct <kafka> in " + config.file()));
            default -> List.of(Mend.person(item.remedy()));
        };
    }

    /** Who may not even enter the database gets in first, to be told the rest the next time. */
    private static List<String> rights(
            CheckItem item,
            ConnectionConfig database,
            Function<RightsCheck, List<String>> missing,
            MigrationConfig config) {
        Matcher account = ACCOUNT.matcher(item.text());
        if (REFUSALS.containsKey(item.remedy())) {
            return List.of("GRANT SELECT ON %s.* TO %s;"
                    .formatted(
                            Identifiers.quote(database.name()),
                            account.find() ? account.group(1) : "'" + database.user() + "'@'%'"));
        }
        return missing.apply(new RightsCheck(config, EnumSet.allOf(Mode.class)));
    }

    private static Mend server(String side, String host, MigrationConfig config) {
        return Mend.person("start the database server" + (host.isEmpty() ? "" : " on " + host)
                + " (systemctl start mysql, or mariadb), or correct host and port of <" + side + "> in "
                + config.file());
    }

    private static Mend login(String side, String user, MigrationConfig config) {
        return Mend.person("give user " + user + " the password that <" + side + "> in " + config.file()
                + " has (ALTER USER), or correct it there");
    }
}
