package dev.gangway.core.plan;

/** One column of the source whose value goes into one column of the target. */
public record ColumnCopy(String source, String target) {}
