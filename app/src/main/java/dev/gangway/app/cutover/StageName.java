package dev.gangway.app.cutover;

import java.util.Locale;

/** The stages of a cutover, in their order. */
public enum StageName {
    /** What can be known before anything is done. */
    PRECHECK,
    /** Tables are compared while the shop sells, so that few are left for the moment of the fence. */
    COMPARE,
    /** The target catches up. */
    DRAIN,
    /** From here on the source takes no writes. */
    FENCE,
    /** The last change of the source is in the target. */
    WATERMARK,
    /** Tables that changed since they were last found equal are compared again. */
    CHECK,
    /** The next numbers of orders and the like. */
    SEQUENCES,
    /** Customers can log in. */
    LOGINS,
    /** Nothing has come through the fence; the person's own hooks. */
    SWITCH,
    REPORT,
    /** The shop is switched. */
    DONE;

    /** As people read and write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
