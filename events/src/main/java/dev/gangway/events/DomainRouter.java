package dev.gangway.events;

import dev.gangway.core.schema.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Decides the domain and the partition key of every source table from {@code domains.txt}. Thread-safe. */
public final class DomainRouter {
    private static final String TABLE = "domains.txt";

    private final List<Rule> rules;
    private final Map<String, Domain> domains = new ConcurrentHashMap<>();

    public DomainRouter() {
        this(read());
    }

    DomainRouter(List<String> lines) {
        this.rules = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Rule::parse)
                .toList();
    }

    /** The domain of a source table, known or not. */
    public Domain domain(String table) {
        return domains.computeIfAbsent(table, name -> rule(name).domain());
    }

    /** Where the table's changes go; keep the answer, it does not change. */
    public Route route(Table table) {
        Rule rule = rule(table.name());
        List<String> ownKey = table.identity();
        return rule.keys().stream()
                .filter(key -> table.hasColumn(key.column()))
                .findFirst()
                .map(key -> new Route(table.name(), rule.domain(), key.aggregate(), List.of(key.column()), ownKey))
                .orElseGet(() -> new Route(table.name(), rule.domain(), table.name(), List.of(), ownKey));
    }

    private Rule rule(String table) {
        return rules.stream()
                .filter(rule -> rule.pattern().matcher(table).matches())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No line of " + TABLE + " matches " + table));
    }

    private static List<String> read() {
        InputStream in = Objects.requireNonNull(DomainRouter.class.getResourceAsStream(TABLE), TABLE);
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Key(String aggregate, String column) {

        static Key parse(String text) {
            int equals = text.indexOf('=');
            return new Key(text.substring(0, equals), text.substring(equals + 1));
        }
    }

    private record Rule(Domain domain, Pattern pattern, List<Key> keys) {

        static Rule parse(String line) {
            String[] words = line.split("[\\s,]+", -1);
            String regex = Pattern.quote(words[1]).replace("*", "\\E.*\\Q");
            List<Key> keys = Stream.of(words).skip(2).map(Key::parse).toList();
            return new Rule(Domain.of(words[0]), Pattern.compile(regex), keys);
        }
    }
}
