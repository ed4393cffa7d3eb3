package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.position.SourcePosition;
import java.util.List;

/** Lets the target catch up as far as it can while the source still takes writes. */
final class DrainStage implements Stage {
    private final Night night;

    DrainStage(Night night) {
        this.night = night;
    }

    @Override
    public StageName name() {
        return StageName.DRAIN;
    }

    @Override
    public List<String> plan() {
        return List.of("wait until the target is where the source was a moment before (target now at "
                + night.stream().positionText() + ")");
    }

    @Override
    public void run(Deadline deadline) {
        SourcePosition end = night.stream().end(deadline);
        night.stream().await(end, deadline);
        night.journal().say("drain: the target has the source's changes up to " + end);
    }
}
