package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.position.SourcePosition;
import java.util.List;
import java.util.Map;

/** Waits until the last change that the source took is in the target, and remembers how many there were. */
final class WatermarkStage implements Stage {
    private final Night night;
    private Map<String, Long> totals = Map.of();

    WatermarkStage(Night night) {
        this.night = night;
    }

    @Override
    public StageName name() {
        return StageName.WATERMARK;
    }

    @Override
    public List<String> plan() {
        return List.of("wait until the target has everything up to the source's position behind the fence");
    }

    @Override
    public void run(Deadline deadline) {
        SourcePosition end = night.stream().end(deadline);
        night.stream().await(end, deadline);
        night.stream().awaitLookups(deadline);
        totals = night.stream().totals();
        night.journal().say("watermark: the source's last change is in the target, position " + end);
        night.journal().fact("position", end.toString());
    }

    /** What capture had counted per source table when the last change was in the target. */
    Map<String, Long> totals() {
        return totals;
    }
}
