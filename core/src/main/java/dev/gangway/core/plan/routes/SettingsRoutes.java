package dev.gangway.core.plan.routes;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The shop's configuration, and by default what decides which of it comes over: websites and stores that it is for, and modules whose
 * programs it names.
 */
final class SettingsRoutes implements StepRoutes {

    @Override
    public List<Route> of(RouteContext context) {
        if (!context.target().has("core_config_data")) {
            return List.of();
        }
        var shadows = new ArrayList<Optional<Route>>();
        shadows.add(context.shadow(StepKind.SETTINGS, "core_config_data", StructureShadows.SETTING));
        if (!context.isStrict()) {
            shadows.add(context.shadow(StepKind.SETTINGS, "core_website", StructureShadows.WEBSITE));
            shadows.add(context.shadow(StepKind.SETTINGS, "core_store", StructureShadows.STORE));
            shadows.add(context.shadow(StepKind.SETTINGS, "core_resource", StructureShadows.MODULE));
        }
        return shadows.stream().flatMap(Optional::stream).toList();
    }
}
