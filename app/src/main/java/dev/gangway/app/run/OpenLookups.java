package dev.gangway.app.run;

import dev.gangway.mysql.state.LookupChanges;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The look-ups whose answers had changed at a moment, with the rows that had used them; those that change later do not count. One thread. */
final class OpenLookups {
    private final LookupChanges lookups;
    private final long newest;
    private @Nullable Set<Long> requests;

    /** Those of now. */
    OpenLookups(LookupChanges lookups) {
        this.lookups = lookups;
        this.newest = lookups.newest();
    }

    /** True when these rows are in the target as the new answers make them. */
    boolean areFollowed() {
        Set<Long> awaited = requests;
        if (awaited == null) {
            if (!lookups.isAskedFor(newest)) {
                return false;
            }
            awaited = lookups.underWay();
            requests = awaited;
        }
        awaited.retainAll(lookups.underWay());
        return awaited.isEmpty();
    }
}
