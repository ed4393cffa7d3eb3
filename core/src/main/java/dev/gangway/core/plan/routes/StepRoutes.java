package dev.gangway.core.plan.routes;

import dev.gangway.core.plan.Route;
import java.util.List;

/** The routes that one step needs. Asked only when the step is configured. */
@FunctionalInterface
interface StepRoutes {

    List<Route> of(RouteContext context);
}
