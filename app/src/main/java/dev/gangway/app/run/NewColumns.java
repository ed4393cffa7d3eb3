package dev.gangway.app.run;

import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.core.plan.Route;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import java.util.Optional;

/** Where the map would copy a column that came after the plan was made: to one of the target that is there already. */
final class NewColumns {
    private final MigrationPlan plan;
    private final MapRules map;

    NewColumns(MigrationPlan plan, MapRules map) {
        this.plan = plan;
        this.map = map;
    }

    /** The column of the target, with its table; empty when the map ignores the new one or the target has none for it. */
    Optional<String> goal(String document, String column) {
        if (map.isDocumentIgnored(document, Side.SOURCE)) {
            return Optional.empty();
        }
        return map.mappedField(document, column, Side.SOURCE).flatMap(field -> plan.routes(document).stream()
                .filter(route -> !route.isShadow())
                .map(Route::table)
                .map(table -> in(table.target(), field))
                .flatMap(Optional::stream)
                .findFirst());
    }

    private Optional<String> in(Table target, String field) {
        return target.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(field))
                .filter(column -> !map.isFieldIgnored(target.name(), column.name(), Side.DESTINATION))
                .map(column -> target.name() + "." + column.name())
                .findFirst();
    }
}
