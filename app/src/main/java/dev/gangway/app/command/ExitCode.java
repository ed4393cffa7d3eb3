package dev.gangway.app.command;

/** With what a command ends; errors take theirs from {@link dev.gangway.core.error.ErrorType}. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    /** Everything went through but some changes were parked for a person. */
    public static final int PARKED = 3;
    /** Source and target differ. */
    public static final int DIFFERENCES = 4;

    private ExitCode() {}
}
