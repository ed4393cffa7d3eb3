package dev.gangway.app.wiring;

import dev.gangway.core.config.StepConfig;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.MigrationPlan;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Source tables that a step of the load reads by queries of its own, so that no route carries their changes: what the step wrote
 * falls behind while the stream runs. Immutable.
 *
 * @param step the step's title
 * @param name by which the gap is accepted in the configuration
 * @param tables those that the source has
 */
public record StreamGap(String step, String name, List<String> tables) {
    private static final Map<StepKind, List<String>> READ_BY_QUERIES = new EnumMap<>(Map.of(
            StepKind.URL_REWRITE,
            List.of(
                    "enterprise_url_rewrite",
                    "enterprise_url_rewrite_redirect",
                    "enterprise_catalog_product_rewrite",
                    "enterprise_catalog_category_rewrite",
                    "enterprise_url_rewrite_redirect_rewrite",
                    "catalog_product_entity_url_key",
                    "catalog_category_entity_url_key")));
    private static final Map<StepKind, String> NAMES =
            new EnumMap<>(Map.of(StepKind.URL_REWRITE, "commerce-url-rewrites"));

    public StreamGap {
        tables = List.copyOf(tables);
    }

    /** The gap that a step leaves when nothing of what it writes is followed; empty when none of its tables is there. */
    static Optional<StreamGap> of(StepConfig step, MigrationPlan plan) {
        StepKind kind = step.kind().orElseThrow();
        List<String> tables = READ_BY_QUERIES.getOrDefault(kind, List.of()).stream()
                .filter(plan.source()::has)
                .toList();
        return tables.isEmpty()
                ? Optional.empty()
                : Optional.of(new StreamGap(step.title(), NAMES.getOrDefault(kind, ""), tables));
    }
}
