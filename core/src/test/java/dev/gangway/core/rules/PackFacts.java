package dev.gangway.core.rules;

import dev.gangway.core.schema.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules of Magento's own packs, from tab separated tables; every rule is one line of text that can be compared. */
final class PackFacts {
    /** A line of a table. */
    private record Fact(Map<String, String> values) {
        String get(String column) {
            return values.getOrDefault(column, "");
        }
    }

    /** Blanks around the entries of a list in a parameter mean nothing. */
    private static final Pattern BLANKS = Pattern.compile("(?<=[;\\[])\\s+|\\s+(?=])");

    private final Path folder;
    private final Map<String, List<Fact>> tables = new LinkedHashMap<>();

    PackFacts(Path folder) {
        this.folder = folder;
    }

    Set<String> mainMap(Pack pack) {
        Set<String> rules = map(pack, "map.xml");
        for (Fact row : table("packs-version-diffs.tsv")) {
            boolean concerned = row.get("edition").equals(pack.edition())
                    && Arrays.asList(row.get("versions").split(",", -1)).contains(pack.release());
            if (concerned && row.get("change").equals("added")) {
                rules.add(ruleOf(row));
            } else if (concerned) {
                rules.remove(ruleOf(row));
            }
        }
        return rules;
    }

    Set<String> map(Pack pack, String file) {
        return lines(
                "packs-rules.tsv", row -> isOf(row, pack) && row.get("file").equals(file), PackFacts::ruleOf);
    }

    Set<String> settings(Pack pack) {
        return lines(
                "packs-settings.tsv",
                row -> isOf(row, pack),
                row -> line(row.get("kind"), row.get("path"), row.get("target_or_handler"), row.get("params")));
    }

    /** The groups of a file: those of the release where it has a file of its own, else those of the edition. */
    Set<String> groups(Pack pack, String file) {
        Set<String> own = groups(pack, file, pack.release());
        return own.isEmpty() ? groups(pack, file, "shared") : own;
    }

    private Set<String> groups(Pack pack, String file, String scope) {
        return lines(
                "packs-groups.tsv",
                row -> isOf(row, pack)
                        && row.get("file").equals(file)
                        && row.get("scope").equals(scope)
                        && !row.get("name").isEmpty(),
                row -> line(row.get("group"), row.get("name"), row.get("key"), row.get("type")));
    }

    Set<String> classMap(Pack pack) {
        String table = pack.edition().startsWith("commerce") ? "packs-class-map-commerce.tsv" : "packs-class-map.tsv";
        return lines(table, row -> true, row -> line(row.get("from"), row.get("to")));
    }

    /** A rule that was read, in the same words as the facts. */
    static String lineOf(Rule rule) {
        String side = rule.side() == Side.SOURCE ? "source" : "destination";
        if (rule instanceof Rule.IgnoreDocument ignore) {
            return line(side, "doc-ignore", ignore.document());
        }
        if (rule instanceof Rule.RenameDocument rename) {
            return line(side, "doc-rename", rename.document(), rename.to());
        }
        if (rule instanceof Rule.IgnoreField ignore) {
            return line(side, "field-ignore", ignore.document() + '.' + ignore.field());
        }
        if (rule instanceof Rule.IgnoreDataType ignore) {
            return line(side, "type-ignore", ignore.document() + '.' + ignore.field());
        }
        if (rule instanceof Rule.MoveField move) {
            return line(side, "move", move.from(), move.to());
        }
        if (rule instanceof TransformRule transform) {
            return line(
                    side, "transform", transform.document() + '.' + transform.field(), handler(transform.handler()));
        }
        throw new AssertionError("Unknown rule " + rule);
    }

    static String lineOf(SettingsRules.Rule rule) {
        if (rule instanceof SettingsRules.Rename rename) {
            return line("rename", rename.path(), rename.to());
        }
        if (rule instanceof SettingsRules.Transform transform) {
            return line("transform", transform.path(), handler(transform.handler()));
        }
        return line(rule.getClass().getSimpleName().toLowerCase(Locale.ROOT), rule.path());
    }

    static Set<String> linesOf(Groups groups) {
        Set<String> lines = new LinkedHashSet<>();
        for (String group : groups.names()) {
            for (Groups.Entry entry : groups.entries(group).values()) {
                List<String> types = entry.types().isEmpty() ? List.of("") : entry.types();
                String key = entry.key() == null ? "" : entry.key();
                types.forEach(type -> lines.add(line(group, entry.name(), key, type)));
            }
        }
        return lines;
    }

    static Set<String> linesOf(ClassMap classes) {
        return classes.pairs().entrySet().stream()
                .map(pair -> line(pair.getKey(), pair.getValue()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String handler(HandlerSpec handler) {
        String parameters = handler.parameters().entrySet().stream()
                .map(p -> p.getKey() + '=' + p.getValue())
                .collect(Collectors.joining("; "));
        return line(handler.shortName(), parameters);
    }

    private static String ruleOf(Fact row) {
        return line(
                row.get("side"),
                row.get("kind"),
                row.get("subject"),
                row.get("target"),
                row.get("handler"),
                row.get("params"));
    }

    private static String line(String... parts) {
        return Arrays.stream(parts)
                .filter(part -> !part.isEmpty())
                .map(part -> BLANKS.matcher(part).replaceAll(""))
                .collect(Collectors.joining(" "));
    }

    private static boolean isOf(Fact row, Pack pack) {
        return row.get("edition").equals(pack.edition());
    }

    private interface Words {
        String of(Fact row);
    }

    private Set<String> lines(String table, Predicate<Fact> wanted, Words words) {
        return table(table).stream().filter(wanted).map(words::of).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Fact> table(String name) {
        return tables.computeIfAbsent(name, this::read);
    }

    private List<Fact> read(String name) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(name));
            String[] columns = lines.get(0).split("\t", -1);
            List<Fact> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] values = line.split("\t", -1);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < columns.length; i++) {
                    row.put(columns[i], i < values.length ? values[i] : "");
                }
                rows.add(new Fact(row));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
