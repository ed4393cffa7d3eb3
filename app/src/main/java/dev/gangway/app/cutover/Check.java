package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;

/** One thing that must hold before the shop is switched; changes nothing. */
interface Check {
    String name();

    /**
     * Looks, and waits for what may pass by itself.
     *
     * @throws dev.gangway.core.error.MigrationException what kept it from looking, which refuses the switch too
     */
    Finding look(Deadline deadline);
}
