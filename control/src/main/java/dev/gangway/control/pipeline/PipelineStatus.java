package dev.gangway.control.pipeline;

import java.util.List;

/**
 * How a stream stands at one moment.
 *
 * @param atMs that moment, milliseconds since 1970
 * @param sentence the state in one sentence, for a person
 * @param next what a person should do, with the command for it; both empty when there is nothing to do
 * @param log the last things that happened, the newest first
 */
public record PipelineStatus(
        String sourceId,
        String version,
        long atMs,
        State state,
        String sentence,
        NextStep next,
        WantedStatus wanted,
        List<PartStatus> parts,
        FlowStatus flow,
        LedgerStatus ledger,
        List<ParkedStatus> parked,
        List<LogEntry> log) {

    public PipelineStatus {
        parts = List.copyOf(parts);
        parked = List.copyOf(parked);
        log = List.copyOf(log);
    }

    /** The worst that is true of any part. */
    public enum State {
        STARTING,
        RUNNING,
        PAUSED,
        /** A part waits for something that may come back by itself. */
        WAITING,
        /** A part stopped and needs a person, or the ledger does not balance. */
        FAILED
    }

    /** What a person should do: in words, and as a command. */
    public record NextStep(String text, String command) {
        public static final NextStep NONE = new NextStep("", "");
    }

    /** Something that happened: when, by whom, what. */
    public record LogEntry(long atMs, String who, String what) {}
}
