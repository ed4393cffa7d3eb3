package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import java.util.List;

/** One stage of a cutover. Whatever it throws leads back. */
interface Stage {
    StageName name();

    /** What it will do, for a dry run; changes nothing. */
    List<String> plan();

    /**
     * Does it.
     *
     * @param deadline by when it must have ended
     */
    void run(Deadline deadline);
}
