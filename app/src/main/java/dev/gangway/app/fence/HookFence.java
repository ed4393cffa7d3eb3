package dev.gangway.app.fence;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Leaves keeping writes out to a command of the person's own, which is told by GANGWAY_FENCE whether to set or to lift. */
final class HookFence implements Fence {
    private static final String VARIABLE = "GANGWAY_FENCE";
    private static final Duration LIFT_LIMIT = Duration.ofSeconds(5);

    private final String command;

    HookFence(String command) {
        this.command = command;
    }

    @Override
    public String choice() {
        return Fences.HOOK + command;
    }

    @Override
    public String description() {
        return "run with " + VARIABLE + "=set: " + command;
    }

    @Override
    public List<String> obstacles() {
        return List.of();
    }

    @Override
    public String memory() {
        return "";
    }

    @Override
    public void set(Deadline deadline) {
        new ShellCommand(command).run(Map.of(VARIABLE, "set"), deadline.left());
    }

    /** Only the command knows. */
    @Override
    public boolean isSet() {
        return false;
    }

    @Override
    public void lift(String memory) {
        new ShellCommand(command).run(Map.of(VARIABLE, "lift"), LIFT_LIMIT);
    }

    @Override
    public List<String> byHand(String memory) {
        return List.of(VARIABLE + "=lift " + command);
    }
}
