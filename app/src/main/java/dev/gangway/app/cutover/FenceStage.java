package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import java.util.ArrayList;
import java.util.List;

/** Keeps everybody from writing to the source, after the hooks that put the shop into maintenance. */
final class FenceStage implements Stage {
    private final Night night;
    private final FenceControl fence;

    FenceStage(Night night, FenceControl fence) {
        this.night = night;
        this.fence = fence;
    }

    @Override
    public StageName name() {
        return StageName.FENCE;
    }

    @Override
    public List<String> plan() {
        var lines = new ArrayList<String>();
        night.hooks().of(name().word()).forEach(command -> lines.add("run " + command));
        lines.add(night.fence().description());
        return lines;
    }

    @Override
    public void run(Deadline deadline) {
        night.hooks().run(name().word(), deadline.left());
        fence.set();
        new TransactionCheck(night.context().databases().source())
                .awaitWriters(fence.deadline().orElse(deadline));
        night.journal()
                .say("fence: the source takes no writes (" + night.fence().choice() + ", set in "
                        + "%,d ms)".formatted(fence.fencedMs()));
    }
}
