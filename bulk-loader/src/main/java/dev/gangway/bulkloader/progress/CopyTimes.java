package dev.gangway.bulkloader.progress;

import java.time.Duration;

/** What the workers of one copy spent their time on, all workers added up. */
public record CopyTimes(Duration reading, Duration mapping, Duration writing) {}
