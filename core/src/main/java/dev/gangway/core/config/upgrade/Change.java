package dev.gangway.core.config.upgrade;

import java.util.Locale;

/**
 * One change of a configuration, told without any value of it.
 *
 * @param line where it stood
 * @param what the element or attribute, such as {@code username of <database>}
 * @param now what stands for it; empty when nothing does
 * @param why what to know about it
 */
public record Change(int line, Kind kind, String what, String now, String why) implements Comparable<Change> {

    /** What was done. */
    public enum Kind {
        RENAMED,
        MOVED,
        REMOVED,
        REWRITTEN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public int compareTo(Change other) {
        return Integer.compare(line, other.line);
    }
}
