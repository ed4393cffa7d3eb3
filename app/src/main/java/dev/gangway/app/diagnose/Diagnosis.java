package dev.gangway.app.diagnose;

import java.util.List;
import java.util.Set;

/** Looks for some faults that show in the same place. Changes nothing. Stateless. */
interface Diagnosis {

    /** What must answer, or be there, before it can look. */
    enum Needs {
        SOURCE,
        TARGET,
        STATE,
        KAFKA
    }

    Set<Needs> needs();

    /**
     * What it finds.
     *
     * @throws dev.gangway.core.error.MigrationException when it cannot see; the report says so
     */
    List<Finding> look(Scene scene);
}
