package dev.gangway.app.fence;

import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.CaptureConfig;
import dev.gangway.core.config.MigrationConfig;
import java.util.Collection;
import java.util.List;

/** Makes a fence from the words of the person who chose it, or of the state where it was noted. */
public final class Fences {
    public static final String READ_ONLY = "read-only";
    public static final String TRIGGERS = "triggers";
    public static final String HOOK = "hook:";

    private Fences() {}

    public static boolean isChoice(String text) {
        return text.equals(READ_ONLY)
                || text.equals(TRIGGERS)
                || (text.startsWith(HOOK) && !text.substring(HOOK.length()).isBlank());
    }

    /** A fence to be set; {@code tables}: the captured ones, by the names they have in the source. */
    public static Fence of(String choice, MigrationConfig config, Databases databases, Collection<String> tables) {
        if (choice.startsWith(HOOK)) {
            return new HookFence(choice.substring(HOOK.length()));
        }
        return choice.equals(TRIGGERS)
                ? new TriggerFence(databases.source(), tables)
                : new ReadOnlyFence(
                        databases.source(), databases.target(), config.capture().mode() == CaptureConfig.Mode.TRIGGERS);
    }

    /** The same fence for lifting it only. */
    public static Fence left(String choice, Databases databases) {
        if (choice.startsWith(HOOK)) {
            return new HookFence(choice.substring(HOOK.length()));
        }
        return choice.equals(TRIGGERS)
                ? new TriggerFence(databases.source(), List.of())
                : new ReadOnlyFence(databases.source(), databases.target(), false);
    }
}
