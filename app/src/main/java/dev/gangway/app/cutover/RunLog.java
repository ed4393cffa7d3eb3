package dev.gangway.app.cutover;

import dev.gangway.mysql.state.Cutover.Outcome;

/** Where an attempt keeps what another process needs to undo it. Each call returns when it is durable. */
interface RunLog {
    void begins(StageName stage);

    void ends(StageName stage);

    /** Before the source is touched. */
    void fenceWanted(String choice, String memory);

    void fenceSet();

    void fenceLifted();

    /** {@code position} of the source at the switch; empty otherwise. */
    void finished(Outcome outcome, String position, String reason);
}
