package dev.gangway.sink;

import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.change.TargetOperation.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A source with unique values, foreign keys and cascades, kept in memory: every step is one change and its effect. */
final class ShopModel {
    private static final int IDS = 25;

    private final Random random;
    private final Feed feed;
    private final Map<Integer, List<@Nullable String>> parents = new TreeMap<>();
    private final Map<Integer, List<@Nullable String>> children = new TreeMap<>();
    private final Map<Integer, List<@Nullable String>> grandchildren = new TreeMap<>();
    private final Map<Integer, List<@Nullable String>> notes = new TreeMap<>();

    ShopModel(long seed, Feed feed) {
        this.random = new Random(seed);
        this.feed = feed;
    }

    void step() {
        switch (random.nextInt(10)) {
            case 0, 1 -> putParent();
            case 2 -> renameParent();
            case 3 -> editParent();
            case 4 -> deleteParent();
            case 5, 6 -> putChild();
            case 7 -> putGrandchild();
            case 8 -> putNote();
            default -> deleteChild();
        }
    }

    private void putParent() {
        int id = id();
        String code = "c" + random.nextInt(IDS * 2);
        if (isTaken(code, id)) {
            return;
        }
        parents.put(id, row(id, code, text()));
        feed.change(Feed.upsert(
                "parent", "id", id, "code", code, "v", parents.get(id).get(2)));
    }

    private boolean isTaken(String code, int id) {
        return parents.entrySet().stream()
                .anyMatch(e -> e.getKey() != id && code.equals(e.getValue().get(1)));
    }

    /** Sends only the columns that changed. */
    private void renameParent() {
        int id = id();
        String code = "c" + random.nextInt(IDS * 2);
        List<@Nullable String> old = parents.get(id);
        if (old != null && !isTaken(code, id)) {
            parents.put(id, row(id, code, old.get(2)));
            feed.change(Feed.upsert("parent", "id", id, "code", code));
        }
    }

    private void editParent() {
        int id = id();
        List<@Nullable String> old = parents.get(id);
        if (old != null) {
            parents.put(id, row(id, old.get(1), text()));
            feed.change(Feed.upsert("parent", "id", id, "v", parents.get(id).get(2)));
        }
    }

    private void deleteParent() {
        int id = id();
        if (parents.remove(id) != null) {
            var gone = children.entrySet().stream()
                    .filter(e -> String.valueOf(id).equals(e.getValue().get(1)))
                    .map(Map.Entry::getKey)
                    .toList();
            gone.forEach(this::forgetChild);
            feed.change(Feed.delete("parent", id), cascade("child", "parent_id", id, childEdges()));
        }
    }

    private void forgetChild(int id) {
        children.remove(id);
        grandchildren.values().removeIf(row -> String.valueOf(id).equals(row.get(1)));
        notes.replaceAll((key, row) -> String.valueOf(id).equals(row.get(1)) ? row(key, null, row.get(2)) : row);
    }

    private void putChild() {
        Integer parent = any(parents);
        if (parent != null) {
            int id = id();
            children.put(id, row(id, parent.toString(), "{}"));
            feed.change(Feed.upsert("child", "id", id, "parent_id", parent, "v", "{}"));
        }
    }

    private void putGrandchild() {
        Integer child = any(children);
        if (child != null) {
            int id = id();
            grandchildren.put(id, row(id, child.toString(), text()));
            feed.change(Feed.upsert(
                    "grandchild",
                    "id",
                    id,
                    "child_id",
                    child,
                    "v",
                    grandchildren.get(id).get(2)));
        }
    }

    private void putNote() {
        Integer child = any(children);
        if (child != null) {
            int id = id();
            notes.put(id, row(id, child.toString(), text()));
            feed.change(Feed.upsert(
                    "note", "id", id, "child_id", child, "v", notes.get(id).get(2)));
        }
    }

    private void deleteChild() {
        int id = id();
        if (children.containsKey(id)) {
            forgetChild(id);
            var operations = new ArrayList<TargetOperation>();
            operations.add(Feed.delete("child", id));
            childEdges()
                    .forEach(edge -> operations.add(new Cascade(
                            edge.table(), edge.column(), String.valueOf(id), edge.action(), null, edge.children())));
            feed.change(operations.toArray(TargetOperation[]::new));
        }
    }

    private static List<Edge> childEdges() {
        return List.of(
                new Edge("grandchild", "child_id", "id", Cascade.Action.DELETE, List.of()),
                new Edge("note", "child_id", "id", Cascade.Action.UPDATE, List.of()));
    }

    private static Cascade cascade(String table, String column, int value, List<Edge> edges) {
        return new Cascade(table, column, String.valueOf(value), Cascade.Action.DELETE, null, edges);
    }

    List<List<@Nullable String>> rows(String table) {
        return List.copyOf(
                switch (table) {
                    case "parent" -> parents.values();
                    case "child" -> children.values();
                    case "grandchild" -> grandchildren.values();
                    default -> notes.values();
                });
    }

    private int id() {
        return 1 + random.nextInt(IDS);
    }

    private String text() {
        return "v" + random.nextInt(1000) + "'\\\u00e9";
    }

    private @Nullable Integer any(Map<Integer, ?> rows) {
        List<Integer> ids = List.copyOf(rows.keySet());
        return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
    }

    private static List<@Nullable String> row(int id, @Nullable String second, @Nullable String third) {
        var row = new ArrayList<@Nullable String>();
        row.add(String.valueOf(id));
        row.add(second);
        row.add(third);
        return row;
    }
}
