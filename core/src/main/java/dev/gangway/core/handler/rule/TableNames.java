package dev.gangway.core.handler.rule;

import dev.gangway.core.handler.HandlerEnvironment;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The names of the source's tables and what they are called in the target, with prefixes. Replacing works as if each pair were
 * applied to the whole text after the one before it, so a new name that is an old name of a later pair is replaced again.
 */
final class TableNames {
    private final Map<String, String> targets;

    private TableNames(Map<String, String> targets) {
        this.targets = Map.copyOf(targets);
    }

    static TableNames of(HandlerEnvironment environment, Function<String, Optional<String>> mapping) {
        String sourcePrefix = environment.option("source_prefix").orElse("");
        String targetPrefix = environment.option("dest_prefix").orElse("");
        List<String> from = new ArrayList<>();
        List<String> to = new ArrayList<>();
        for (Table table : environment.sourceSchema().tables()) {
            mapping.apply(table.name()).ifPresent(target -> {
                from.add(sourcePrefix + table.name());
                to.add(targetPrefix + target);
            });
        }
        return new TableNames(chained(from, to));
    }

    private static Map<String, String> chained(List<String> from, List<String> to) {
        var order = new HashMap<String, Integer>();
        for (int i = 0; i < from.size(); i++) {
            order.put(from.get(i), i);
        }
        var targets = new HashMap<String, String>();
        for (int i = 0; i < from.size(); i++) {
            int hit = i;
            for (int next = order.getOrDefault(to.get(hit), -1);
                    next > hit;
                    next = order.getOrDefault(to.get(hit), -1)) {
                hit = next;
            }
            targets.put(from.get(i), to.get(hit));
        }
        return targets;
    }

    String replaceIn(String sql) {
        var out = new StringBuilder(sql.length());
        int copied = 0;
        int open = sql.indexOf('`');
        while (open >= 0) {
            int close = sql.indexOf('`', open + 1);
            if (close < 0) {
                break;
            }
            String target = targets.get(sql.substring(open + 1, close));
            if (target == null) {
                open = close;
            } else {
                out.append(sql, copied, open + 1).append(target);
                copied = close;
                open = sql.indexOf('`', close + 1);
            }
        }
        return copied == 0 ? sql : out.append(sql, copied, sql.length()).toString();
    }
}
