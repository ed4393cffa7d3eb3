package dev.gangway.core.rules;

import dev.gangway.core.plan.Side;
import dev.gangway.core.problem.Place;

/** A handler bound to a field of a document on one side. */
public record TransformRule(Place place, Side side, String document, String field, HandlerSpec handler)
        implements Rule {}
