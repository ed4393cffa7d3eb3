package dev.gangway.events;

import java.util.Locale;

/** The groups of tables that share a topic, so that what belongs together stays together. */
public enum Domain {
    CATALOG,
    CUSTOMER,
    SALES,
    QUOTE,
    INVENTORY,
    CMS,
    STORE,
    REVIEW,
    RULE,
    LOG;

    /** The name as it stands in topic names. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The domain with this label.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Domain of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
