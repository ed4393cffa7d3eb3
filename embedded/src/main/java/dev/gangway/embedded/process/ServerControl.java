package dev.gangway.embedded.process;

/** Ends a server and starts it again, wherever it runs; port and data stay. Thread-safe. */
public interface ServerControl {
    /** Stops the server in an orderly way if it runs, and starts it; returns when it answers. */
    void restart();

    boolean isRunning();

    /** Kills the server as with {@code kill -9} and waits until it is gone. */
    void kill();

    /** Stops the server in an orderly way. Its data stay. */
    void stop();

    /** Ends the server and deletes its data. */
    void discard();
}
