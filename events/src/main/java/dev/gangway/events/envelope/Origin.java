package dev.gangway.events.envelope;

/**
 * Which server and binlog file changes come from, for people who read the topics.
 *
 * @param file empty for the trigger log
 */
public record Origin(String server, String file) {}
