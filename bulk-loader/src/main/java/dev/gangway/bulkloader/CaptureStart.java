package dev.gangway.bulkloader;

/**
 * Makes sure that every change from now on will be captured: records the binlog position, or installs triggers. Called
 * before the first row of the source is read, in every run: what an earlier run did must be kept, not repeated.
 */
@FunctionalInterface
public interface CaptureStart {

    /** For a load without a stream after it. */
    CaptureStart NONE = () -> {};

    void ensure();
}
