package dev.gangway.app.check;

import dev.gangway.app.check.CheckItem.State;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.Json;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Requirement;
import dev.gangway.core.error.MigrationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All requirements of a migration, the worst first. Asks every server, changes nothing. */
public record CheckReport(List<CheckItem> items) {
    private static final Set<Requirement> TOLD_BY_THE_WORK =
            EnumSet.of(Requirement.SOURCE, Requirement.SOURCE_BINLOG, Requirement.TARGET);

    /** Asks all servers; one that does not answer is an item, not an end. */
    public static CheckReport read(MigrationConfig config) {
        List<CheckItem> items = databases(config, true);
        if (!config.kafka().isEmbedded()) {
            var broker = new BrokerChecks(config);
            ask(items, Requirement.KAFKA, broker::kafka);
            ask(items, Requirement.REGISTRY, () -> List.of(broker.registry()));
        }
        return of(config, items);
    }

    /** Asks only the settings of both databases and this machine, which is quick: a start looks at rights by itself. */
    static CheckReport ofSettings(MigrationConfig config) {
        return of(config, databases(config, false));
    }

    private static List<CheckItem> databases(MigrationConfig config, boolean withRights) {
        Databases databases = Databases.of(config);
        var machine = new MachineChecks(config, databases);
        var items = new ArrayList<CheckItem>();
        boolean source = ask(items, Requirement.SOURCE, () -> {
            var checks = new SourceChecks(config, databases);
            return withRights ? with(checks.server(), checks.rights()) : checks.server();
        });
        boolean target = ask(items, Requirement.TARGET, () -> {
            var checks = new TargetChecks(config, databases);
            return withRights ? with(checks.server(), checks.rights()) : checks.server();
        });
        if (source && target) {
            ask(items, Requirement.CLOCK, () -> List.of(machine.clock()));
        }
        items.add(machine.disk());
        return items;
    }

    private static CheckReport of(MigrationConfig config, List<CheckItem> items) {
        Set<Requirement> waived = config.options().waivedChecks();
        return new CheckReport(items.stream()
                .map(item -> item.waivedBy(waived))
                .sorted(Comparator.comparing(CheckItem::state))
                .toList());
    }

    private static List<CheckItem> with(List<CheckItem> items, CheckItem more) {
        return Stream.concat(items.stream(), Stream.of(more)).toList();
    }

    private static boolean ask(List<CheckItem> items, Requirement first, Supplier<List<CheckItem>> question) {
        try {
            items.addAll(question.get());
            return true;
        } catch (MigrationException e) {
            items.add(CheckItem.fails(first, String.valueOf(e.getMessage()), "[" + e.code() + "]"));
            return false;
        }
    }

    int exitCode() {
        return items.stream().anyMatch(item -> item.state() == State.FAILS) ? ExitCode.FAILED : ExitCode.DONE;
    }

    /** What a start says: only what is not as it should be, and not told by the work itself. */
    List<String> warnings() {
        return items.stream()
                .filter(item -> item.state() == State.WARNS
                        || item.state() == State.FAILS && !TOLD_BY_THE_WORK.contains(item.requirement()))
                .map(item -> "warning: " + item.requirement().word() + ": " + item.text() + "; " + item.remedy())
                .toList();
    }

    String text() {
        int width = items.stream()
                .mapToInt(item -> item.requirement().word().length())
                .max()
                .orElse(0);
        String lines = items.stream()
                .map(item -> ("%-6s  %-" + width + "s  %s")
                                .formatted(
                                        item.state().word(), item.requirement().word(), item.text())
                        + (item.remedy().isEmpty() ? "" : "\n" + " ".repeat(width + 10) + item.remedy()))
                .collect(Collectors.joining("\n"));
        return lines + "\n" + sum();
    }

    private String sum() {
        Map<State, Long> counts =
                items.stream().collect(Collectors.groupingBy(CheckItem::state, Collectors.counting()));
        return "%,d requirements: %,d fail, %,d warn, %,d waived, %,d hold"
                .formatted(
                        items.size(),
                        counts.getOrDefault(State.FAILS, 0L),
                        counts.getOrDefault(State.WARNS, 0L),
                        counts.getOrDefault(State.WAIVED, 0L),
                        counts.getOrDefault(State.HOLDS, 0L));
    }

    String json() {
        List<Map<String, String>> list = items.stream()
                .map(item -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    fields.put("name", item.requirement().word());
                    fields.put("state", item.state().name().toLowerCase(Locale.ROOT));
                    fields.put("text", item.text());
                    fields.put("remedy", item.remedy());
                    return fields;
                })
                .toList();
        return Json.of(Map.of("requirements", list));
    }
}
