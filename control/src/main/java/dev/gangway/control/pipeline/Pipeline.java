package dev.gangway.control.pipeline;

import java.util.List;

/** A running stream as the control port sees it. Implementations are thread-safe. */
public interface Pipeline {

    /** How it stands, from memory: never waits for a server and never throws. */
    PipelineStatus status();

    /**
     * The ledger as it stands in the target now.
     *
     * @throws dev.gangway.core.error.MigrationException when the target does not answer
     */
    LedgerStatus ledger();

    /**
     * What is put aside now and not settled, by table and reason.
     *
     * @throws dev.gangway.core.error.MigrationException when the target does not answer
     */
    List<ParkedStatus> parked();

    /**
     * Wants something of the stream as a person; returns what holds afterwards.
     *
     * @param reason for those who read the status; may be empty
     * @throws dev.gangway.core.error.MigrationException when it cannot be stored
     */
    WantedStatus want(Wish wish, String reason);

    /** What a person may want. */
    enum Wish {
        PAUSE,
        RESUME,
        STOP
    }
}
