package dev.gangway.app.circle.here;

import dev.gangway.app.circle.there.There;

/** One half of a circle of two packages, made to be found. */
public record Here(There other) {}
