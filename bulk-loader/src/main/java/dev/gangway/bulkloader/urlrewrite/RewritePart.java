package dev.gangway.bulkloader.urlrewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One kind of rewrites of a commerce shop. Parts are collected in their order, because of two rewrites with the same request
 * path, target path and store the later one stays.
 *
 * @param name names its checkpoints
 * @param by what it is cut by
 * @param action what becomes of its rows
 * @param query the rows of some keys
 */
record RewritePart(String name, By by, Action action, Function<Keys, RewriteQueries.Query> query) {

    /** Whose ids slices are made of. */
    enum By {
        PRODUCT,
        CATEGORY,
        REWRITE,
        REDIRECT
    }

    /** What a part does in the work table. */
    enum Action {
        /** Adds its rows. */
        ADD,
        /** Removes the rows that have the path and store of one of its rows. */
        REMOVE
    }

    /** All parts but the pages, which depend on the paths that the others have taken. */
    static List<RewritePart> all(RewriteFormat format, RewriteQueries queries) {
        var parts = new ArrayList<RewritePart>();
        for (RewriteQueries.Place place : RewriteQueries.Place.values()) {
            parts.add(add(place.word(), By.PRODUCT, keys -> queries.product(place, false, keys)));
            parts.add(add(place.word() + " of one store", By.PRODUCT, keys -> queries.product(place, true, keys)));
        }
        if (format == RewriteFormat.OWN_STORE) {
            parts.add(add("categories", By.CATEGORY, queries::categories));
            parts.add(add("rewrites of redirects", By.REWRITE, queries::redirectRewrites));
            parts.add(new RewritePart("paths of redirects", By.REDIRECT, Action.REMOVE, queries::redirects));
            parts.add(add("redirects", By.REDIRECT, queries::redirects));
        } else {
            parts.add(add("categories", By.CATEGORY, queries::categoriesEverywhere));
            parts.add(add("categories of one store", By.CATEGORY, queries::categoriesOfStores));
            parts.add(add("redirects", By.REWRITE, queries::redirectRewrites));
        }
        return parts;
    }

    private static RewritePart add(String name, By by, Function<Keys, RewriteQueries.Query> query) {
        return new RewritePart(name, by, Action.ADD, query);
    }
}
