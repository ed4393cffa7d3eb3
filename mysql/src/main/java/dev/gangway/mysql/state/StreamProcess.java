package dev.gangway.mysql.state;

/**
 * One role of a process that carries changes, as the state knows it.
 *
 * @param process an id of its own
 * @param role what it does: capture, transform, sink, control
 * @param state what it does now, such as {@code RUNNING} or {@code STANDBY}
 * @param figures more of that, as the process tells it
 * @param startedMs when the process began, by the target server's clock; 0 in what is to be written
 * @param ageMs how long ago it gave a sign of life; 0 in what is to be written
 * @param lives whether the target server still has its connection
 */
public record StreamProcess(
        String process,
        String role,
        String host,
        long pid,
        String state,
        String figures,
        long startedMs,
        long ageMs,
        boolean lives) {

    /** For a person, such as {@code sink on shop2 (process 4711)}. */
    public String text() {
        return role + " on " + host + " (process " + pid + ")";
    }
}
