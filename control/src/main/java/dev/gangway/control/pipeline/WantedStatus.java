package dev.gangway.control.pipeline;

/**
 * What the stream is wanted to do.
 *
 * @param state RUN, PAUSE or STOP
 * @param by who wants it: person, or a part of the program; empty with RUN
 * @param sinceMs since when, milliseconds since 1970; 0 with RUN
 */
public record WantedStatus(String state, String by, String reason, long sinceMs) {}
