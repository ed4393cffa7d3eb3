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

    /** Pages by identifier and store, the first page of each pair. */
    private record Place(String identifier, String store) {}

    void add(Connection source, String query) throws SQLException {
        var pages = new LinkedHashMap<Place, String>();
        try (var statement = source.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                pages.putIfAbsent(new Place(rows.getString(1), store(rows.getString(2))), rows.getString(3));
            }
        }
        pages.keySet().removeIf(place -> place.store().isEmpty());
        Map<Place, String> placed = strict ? pages : everywhere(pages);
        if (!strict) {
            Set<Place> taken = taken(placed.keySet());
            placed.keySet().removeIf(place -> taken.contains(folded(place)));
        }
        write(placed);
    }

    /** A page without a store is shown nowhere; strict makes a rewrite of store 0 for it. */
    private String store(@Nullable String store) {
        if (store == null) {
            return strict ? ALL_STORES : "";
        }
        return strict && store.equals(ALL_STORES) ? FIRST_STORE : store;
    }

    private Map<Place, String> everywhere(Map<Place, String> pages) {
        var placed = new LinkedHashMap<Place, String>();
        pages.forEach((place, page) -> {
            if (!place.store().equals(ALL_STORES)) {
                placed.put(place, page);
            }
        });
        pages.forEach((place, page) -> {
            if (place.store().equals(ALL_STORES)) {
                stores.forEach(store -> placed.putIfAbsent(new Place(place.identifier(), store), page));
            }
        });
        return placed;
    }

    private static Place folded(Place place) {
        return new Place(place.identifier().toLowerCase(Locale.ROOT), place.store());
    }

    private Set<Place> taken(Set<Place> places) throws SQLException {
        List<String> identifiers =
                places.stream().map(Place::identifier).distinct().toList();
        var taken = new HashSet<Place>();
        for (int from = 0; from < identifiers.size(); from += BATCH) {
            String list = identifiers.subList(from, Math.min(from + BATCH, identifiers.size())).stream()
                    .map(Identifiers::literal)
                    .collect(Collectors.joining(", "));
            try (var statement = work.connection().createStatement()) {
                statement.setEscapeProcessing(false);
                try (ResultSet rows = statement.executeQuery("SELECT request_path, store_id FROM " + WorkTable.NAME
                        + " WHERE request_path IN (" + list + ")")) {
                    while (rows.next()) {
                        taken.add(folded(new Place(rows.getString(1), rows.getString(2))));
                    }
                }
            }
        }
        return taken;
    }

    private void write(Map<Place, String> pages) throws SQLException {
        var batch = new ArrayList<Row>();
        for (Map.Entry<Place, String> entry : pages.entrySet()) {
            batch.add(row(entry.getKey(), entry.getValue()));
            if (batch.size() == BATCH) {
                work.add(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            work.add(batch);
        }
    }

    private static Row row(Place place, String page) {
        var row = new Row(WorkTable.LAYOUT);
        for (String number : List.of("url_rewrite_id", "redirect_id", "redirect_type", "product_id", "category_id")) {
            row.set(number, "0");
        }
        row.set("request_path", place.identifier());
        row.set("target_path", "cms/page/view/page_id/" + page);
        row.set("is_system", "1");
        row.set("store_id", place.store());
        row.set("entity_type", "cms-page");
        row.set("cms_page_id", page);
        row.set("priority", "5");
        return row;
    }
}
