package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes sure that nobody has come through the fence since the last watermark, then lets the person's hooks turn the traffic. */
final class SwitchStage implements Stage {
    private final Night night;
    private final WatermarkStage watermark;

    SwitchStage(Night night, WatermarkStage watermark) {
        this.night = night;
        this.watermark = watermark;
    }

    @Override
    public StageName name() {
        return StageName.SWITCH;
    }

    @Override
    public List<String> plan() {
        var lines = new ArrayList<String>();
        lines.add("make sure that the source took no change behind the fence");
        if (!night.isRehearsal()) {
            night.hooks().of(name().word()).forEach(command -> lines.add("run " + command));
        }
        return lines;
    }

    @Override
    public void run(Deadline deadline) {
        night.stream().await(night.stream().end(deadline), deadline);
        Map<String, Long> came = grown(watermark.totals(), night.stream().totals());
        if (!came.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.CUTOVER_REFUSED,
                    "The fence leaks: changes came through it, by table " + came
                            + ". Accounts that administrate the server pass read_only: let the shop use another one, or use"
                            + " --fence triggers");
        }
        if (!night.isRehearsal()) {
            night.hooks().run(name().word(), deadline.left());
        }
    }

    /** By how much each count has grown; those that have not are left out. */
    static Map<String, Long> grown(Map<String, Long> before, Map<String, Long> after) {
        var grown = new TreeMap<String, Long>();
        after.forEach((table, total) -> {
            long more = total - before.getOrDefault(table, 0L);
            if (more != 0) {
                grown.put(table, more);
            }
        });
        return grown;
    }
}
