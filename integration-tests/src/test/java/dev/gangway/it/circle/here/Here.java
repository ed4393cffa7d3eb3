package dev.gangway.it.circle.here;

import dev.gangway.it.circle.there.There;

/** One half of a circle of two packages, made to be found. */
public record Here(There other) {}
