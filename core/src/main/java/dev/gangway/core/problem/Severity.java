package dev.gangway.core.problem;

/** Whether a finding stops the run. */
public enum Severity {
    ERROR,
    WARNING
}
