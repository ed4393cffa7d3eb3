package dev.gangway.core.plan.routes;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.Route;
import java.util.ArrayList;
import java.util.List;

/** The visitor log; logins go to a shadow table, from which each visitor gets its customer. */
final class LogRoutes implements StepRoutes {
    private static final String LOGINS = "log_customer";

    @Override
    public List<Route> of(RouteContext context) {
        var routes = new ArrayList<Route>();
        for (String table : context.groups(OptionName.LOG_DOCUMENT_GROUPS_FILE).group("source_documents")) {
            context.mapped(OptionName.LOG_MAP_FILE, table).ifPresent(plan -> routes.add(new Route(StepKind.LOG, plan)));
        }
        if (!context.isStrict()) {
            context.shadow(StepKind.LOG, LOGINS, List.of("visitor_id", "customer_id"))
                    .ifPresent(routes::add);
        }
        return routes;
    }
}
