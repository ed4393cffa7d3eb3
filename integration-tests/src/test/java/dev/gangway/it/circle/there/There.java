package dev.gangway.it.circle.there;

import dev.gangway.it.circle.here.Here;
import java.util.Optional;

/** The other half of a circle of two packages. */
public record There(Optional<Here> other) {}
