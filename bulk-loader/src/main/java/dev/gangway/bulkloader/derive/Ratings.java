package dev.gangway.bulkloader.derive;

import java.util.function.UnaryOperator;

/** A rating is active in Magento 2 when it is shown in at least one store. */
public final class Ratings {
    private final UnaryOperator<String> names;

    public Ratings(UnaryOperator<String> names) {
        this.names = names;
    }

    /** Renews the flag of all ratings. */
    public String activate() {
        return "UPDATE " + names.apply("rating") + " SET is_active = 1 WHERE rating_id IN (SELECT rs.rating_id FROM "
                + names.apply("rating_store") + " rs WHERE rs.store_id > 0)";
    }

    /** Counts ratings that are shown in a store and not active: 0 when all is well. */
    public String countInactive() {
        return "SELECT COUNT(*) FROM " + names.apply("rating")
                + " r WHERE r.is_active <> 1 AND r.rating_id IN (SELECT rs.rating_id FROM "
                + names.apply("rating_store")
                + " rs WHERE rs.store_id > 0)";
    }
}
