package dev.gangway.bulkloader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.handler.HandlerRegistry;
import dev.gangway.core.plan.PlanEnvironment;
import dev.gangway.core.plan.routes.PlanRoutes;
import dev.gangway.core.plan.routes.RouteContext;
import dev.gangway.core.problem.Problems;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.schema.SchemaInspector;
import dev.gangway.mysql.state.StateSchema;
import java.util.Map;
import java.util.Set;

/** Puts together what a load needs from a configuration, as the program does. */
final class LoadInput {
    private LoadInput() {}

    /** Rule files without a mistake are a condition; per target table the columns whose equal values keep the first row. */
    static BulkInput of(
            MigrationConfig config,
            Database source,
            Database target,
            StateSchema state,
            Map<String, Set<String>> keepFirst) {
        var problems = new Problems();
        RuleFiles files = RuleFiles.read(config, problems);
        var environment = new PlanEnvironment(
                        config.compatibility(),
                        config.options().texts(),
                        files.classMap().pairs(),
                        SchemaInspector.inspect(source),
                        SchemaInspector.inspect(target),
                        files.map(OptionName.MAP_FILE))
                .withMaps(Map.of(OptionName.SALES_ORDER_MAP_FILE.word(), files.map(OptionName.SALES_ORDER_MAP_FILE)));
        HandlerRegistry handlers = HandlerRegistry.load();
        var plan =
                PlanRoutes.compile(new RouteContext(config, files, environment, handlers::find, keepFirst, problems));
        assertThat(problems.all()).isEmpty();
        return new BulkInput(config, files, plan, environment, handlers::find, source, target, state);
    }
}
