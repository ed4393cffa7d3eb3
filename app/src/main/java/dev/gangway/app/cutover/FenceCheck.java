package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.app.fence.Fence;
import java.util.List;

/** Writes can be kept out, and let through again. */
final class FenceCheck implements Check {
    private final Fence fence;
    private final boolean isRehearsed;

    FenceCheck(Fence fence, boolean isRehearsed) {
        this.fence = fence;
        this.isRehearsed = isRehearsed;
    }

    @Override
    public String name() {
        return "fence";
    }

    @Override
    public Finding look(Deadline deadline) {
        List<String> obstacles = fence.obstacles();
        if (!obstacles.isEmpty()) {
            return Finding.refuse(name(), String.join("; ", obstacles));
        }
        if (fence.isSet()) {
            return Finding.note(
                    name(),
                    fence.choice() + " is set already, by others or an earlier cutover, and is not lifted by this one");
        }
        String how = fence.description();
        return isRehearsed
                ? Finding.ok(name(), how)
                : Finding.note(name(), how + "; never rehearsed: gangway cutover --rehearse proves the way back");
    }
}
