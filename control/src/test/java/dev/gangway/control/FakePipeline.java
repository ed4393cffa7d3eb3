package dev.gangway.control;

import dev.gangway.control.pipeline.FlowStatus;
import dev.gangway.control.pipeline.LedgerStatus;
import dev.gangway.control.pipeline.LedgerStatus.TableStatus;
import dev.gangway.control.pipeline.ParkedStatus;
import dev.gangway.control.pipeline.PartStatus;
import dev.gangway.control.pipeline.PartStatus.TroubleStatus;
import dev.gangway.control.pipeline.Pipeline;
import dev.gangway.control.pipeline.PipelineStatus;
import dev.gangway.control.pipeline.PipelineStatus.LogEntry;
import dev.gangway.control.pipeline.PipelineStatus.NextStep;
import dev.gangway.control.pipeline.PipelineStatus.State;
import dev.gangway.control.pipeline.WantedStatus;
import dev.gangway.core.error.MigrationException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream that stands still and does what it is told. */
public final class FakePipeline implements Pipeline {
    /** What was wanted, with its reason. */
    public final List<String> wishes = new ArrayList<>();

    public volatile State state = State.RUNNING;
    volatile @Nullable MigrationException failure;
    private volatile WantedStatus wanted = new WantedStatus("RUN", "", "", 0);

    @Override
    public PipelineStatus status() {
        boolean waits = state == State.WAITING;
        var trouble = new TroubleStatus(
                "TARGET_UNAVAILABLE",
                "goes on by itself",
                "Target database db2:3306: no answer",
                7,
                1_764_460_809_000L);
        return new PipelineStatus(
                "shop",
                "0.1.0",
                System.currentTimeMillis(),
                state,
                "Shop writes: Magento 1. Target: 0.4 s behind, 12 changes. 3 parked.",
                new NextStep("Look at what is put aside and why", "gangway losses --config my.xml"),
                wanted,
                List.of(
                        new PartStatus("source", "OK", 0, "", null),
                        new PartStatus("capture", "RUNNING", 41_206, "captured", null),
                        new PartStatus("topics", "OK", 12, "waiting", null),
                        new PartStatus("transform", "RUNNING", 41_200, "mapped", null),
                        new PartStatus(
                                "sink", waits ? "WAITING" : "RUNNING", 1_310, "applied now", waits ? trouble : null),
                        new PartStatus("target", waits ? "AWAY" : "OK", 0, "", null)),
                new FlowStatus(
                        41_206, 1_310, 12, 400, 350, 800, 1_200, 1_764_460_800_000L, true, 4, 8, 65_536, "7:4711:0"),
                ledger(),
                parkedKinds(),
                List.of(new LogEntry(1_764_460_800_000L, "gangway", "the stream is started")));
    }

    @Override
    public LedgerStatus ledger() {
        throwFailure();
        return new LedgerStatus(
                System.currentTimeMillis(),
                true,
                41_194,
                38_870,
                2_283,
                38,
                3,
                1,
                0,
                List.of(
                        new TableStatus("sales_flat_order", 40_000, 37_700, 2_260, 37, 3, 0),
                        new TableStatus("cms_page", 1_194, 1_170, 23, 1, 0, 0)));
    }

    @Override
    public List<ParkedStatus> parked() {
        throwFailure();
        return parkedKinds();
    }

    private static List<ParkedStatus> parkedKinds() {
        return List.of(new ParkedStatus(
                "sales_flat_order", "sales_order", "ROW_REJECTED", 3, false, false, "store 9 does not exist"));
    }

    private void throwFailure() {
        MigrationException now = failure;
        if (now != null) {
            throw now;
        }
    }

    @Override
    public WantedStatus want(Wish wish, String reason) {
        throwFailure();
        wishes.add(wish + " " + reason);
        wanted = switch (wish) {
            case PAUSE -> new WantedStatus("PAUSE", "person", reason, 1);
            case RESUME -> new WantedStatus("RUN", "", "", 0);
            case STOP -> new WantedStatus("STOP", "person", reason, 1);
        };
        state = wish == Wish.PAUSE ? State.PAUSED : State.RUNNING;
        return wanted;
    }
}
