package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.position.StartPoint;
import dev.gangway.mysql.read.PositionReader;
import dev.gangway.mysql.state.Cutover.Outcome;
import java.util.List;

/** Makes the switch, in one step: from here on the source stays fenced and what is written to it comes too late. */
final class DoneStage implements Stage {
    private final Night night;
    private final FenceControl fence;
    private final StoredRunLog log;

    DoneStage(Night night, FenceControl fence, StoredRunLog log) {
        this.night = night;
        this.fence = fence;
        this.log = log;
    }

    @Override
    public StageName name() {
        return StageName.DONE;
    }

    @Override
    public List<String> plan() {
        return List.of("note the switch with the source's position; the source stays fenced, the stream pauses");
    }

    @Override
    public void run(Deadline deadline) {
        StartPoint at = night.context().config().capture().mode() == CaptureConfig.Mode.BINLOG
                ? new PositionReader(night.context().databases().source()).current()
                : StartPoint.triggers();
        night.store().saveTotals(log.id(), night.stream().totals());
        deadline.require("the switch was made");
        fence.keep(() -> log.finished(Outcome.SWITCHED, SwitchPosition.text(at), ""));
    }
}
