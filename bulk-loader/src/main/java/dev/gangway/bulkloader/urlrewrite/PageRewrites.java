package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.core.row.Row;
import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Adds the rewrites of CMS pages. Strict compatibility gives a page of all stores a rewrite in store 1 only and adds it even
 * if the path is taken there. Otherwise such a page gets one in every store that has no page of its own with that identifier,
 * and a taken path stays with whom it has led to so far.
 */
final class PageRewrites {
    private static final String ALL_STORES = "0";
    private static final String FIRST_STORE = "1";
    private static final int BATCH = 500;

    private final WorkTable work;
    private final List<String> stores;
    private final boolean strict;

    PageRewrites(WorkTable work, List<String> stores, boolean strict) {
        this.work = work;
        this.stores = stores;
        this.strict = strict;
    }

    /** A page in a store; null when it is assigned to none. */
    record Shown(String identifier, @Nullable String store, String page) {}

    /** A path in a store. */
    private record Place(String identifier, String store) {
        Place folded() {
            return new Place(identifier.toLowerCase(Locale.ROOT), store);
        }
    }

    /** A rewrite to be made. */
    private record Placed(Place place, String page) {}

    static List<Shown> read(Connection source, String query) throws SQLException {
        var shown = new ArrayList<Shown>();
        try (var statement = source.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                shown.add(new Shown(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return shown;
    }

    void add(List<Shown> pages, PieceLosses losses) throws SQLException {
        List<Placed> placed = strict ? asListed(pages) : everywhere(pages);
        if (!strict) {
            Set<Place> taken = taken(placed);
            placed.removeIf(page -> taken.contains(page.place().folded()));
        }
        write(placed, losses);
    }

    /** The first page of each identifier and store as it is listed; a page without a store gets a rewrite of store 0. */
    private static List<Placed> asListed(List<Shown> pages) {
        var first = new LinkedHashMap<Place, Placed>();
        for (Shown page : pages) {
            String listed = page.store();
            String store = listed == null ? ALL_STORES : listed.equals(ALL_STORES) ? FIRST_STORE : listed;
            var place = new Place(page.identifier(), store);
            first.putIfAbsent(
                    new Place(page.identifier(), String.valueOf(listed)).folded(), new Placed(place, page.page()));
        }
        return List.copyOf(first.values());
    }

    /** A page without a store is shown nowhere. */
    private List<Placed> everywhere(List<Shown> pages) {
        var placed = new LinkedHashMap<Place, Placed>();
        for (Shown page : pages) {
            String store = page.store();
            if (store != null && !store.equals(ALL_STORES)) {
                place(placed, page, store);
            }
        }
        for (Shown page : pages) {
            if (ALL_STORES.equals(page.store())) {
                stores.forEach(store -> place(placed, page, store));
            }
        }
        return new ArrayList<>(placed.values());
    }

    private static void place(Map<Place, Placed> placed, Shown page, String store) {
        var place = new Place(page.identifier(), store);
        placed.putIfAbsent(place.folded(), new Placed(place, page.page()));
    }

    private Set<Place> taken(List<Placed> pages) throws SQLException {
        List<String> identifiers =
                pages.stream().map(page -> page.place().identifier()).distinct().toList();
        var taken = new HashSet<Place>();
        for (int from = 0; from < identifiers.size(); from += BATCH) {
            String list = identifiers.subList(from, Math.min(from + BATCH, identifiers.size())).stream()
                    .map(Identifiers::literal)
                    .collect(Collectors.joining(", "));
            try (var statement = work.connection().createStatement()) {
                statement.setEscapeProcessing(false);
                try (ResultSet rows = statement.executeQuery("SELECT request_path, store_id FROM " + work.name()
                        + " WHERE request_path IN (" + list + ")")) {
                    while (rows.next()) {
                        taken.add(new Place(rows.getString(1), rows.getString(2)).folded());
                    }
                }
            }
        }
        return taken;
    }

    private void write(List<Placed> pages, PieceLosses losses) throws SQLException {
        for (int from = 0; from < pages.size(); from += BATCH) {
            List<Row> rows = pages.subList(from, Math.min(from + BATCH, pages.size())).stream()
                    .map(PageRewrites::row)
                    .toList();
            work.add(rows, losses.written());
        }
    }

    private static Row row(Placed page) {
        var row = new Row(WorkTable.LAYOUT);
        for (String number : List.of("url_rewrite_id", "redirect_id", "redirect_type", "product_id", "category_id")) {
            row.set(number, "0");
        }
        row.set("request_path", page.place().identifier());
        row.set("target_path", "cms/page/view/page_id/" + page.page());
        row.set("is_system", "1");
        row.set("store_id", page.place().store());
        row.set("entity_type", "cms-page");
        row.set("cms_page_id", page.page());
        row.set("priority", "5");
        return row;
    }
}
