package dev.gangway.core.rules;

import dev.gangway.core.problem.Place;
import dev.gangway.core.schema.Side;

/** A handler bound to a field of a document on one side. */
public record TransformRule(Place place, Side side, String document, String field, HandlerSpec handler)
        implements Rule {}
