package dev.gangway.derivations.catalog;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.core.plan.routes.TierPriceRoutes;
import dev.gangway.core.schema.Table;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tier prices and group prices, which are tier prices of quantity one in Magento 2, in one table; the key is the product. Where
 * both exist for the same customers, website and quantity the group price wins.
 */
public final class TierPrices implements Derivation {
    private static final String TABLE = TierPriceRoutes.TIER;
    private static final String GENERATED = "value_id";

    private final DerivationContext context;
    private final String link;

    public TierPrices(DerivationContext context) {
        this.context = context;
        this.link =
                context.target().table(TABLE).filter(t -> t.hasColumn("row_id")).isPresent() ? "row_id" : "entity_id";
    }

    @Override
    public String name() {
        return "tier prices";
    }

    @Override
    public StepKind step() {
        return StepKind.TIER_PRICE;
    }

    /** The shadow tables with prices, group prices last. */
    public List<Route> sources() {
        var routes = new ArrayList<Route>();
        for (String table : List.of(TierPriceRoutes.TIER, TierPriceRoutes.GROUP)) {
            context.plan().routes(table).stream().filter(Route::isShadow).forEach(routes::add);
        }
        return routes;
    }

    @Override
    public List<Input> inputs() {
        return sources().stream().map(route -> Input.key(route.target(), link)).toList();
    }

    @Override
    public List<Output> outputs() {
        return List.of(new Output(TABLE, link));
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        writer.execute(connection, context.sql("DELETE FROM {" + TABLE + "} WHERE ") + keys.on(link), TABLE);
        for (Route route : sources()) {
            List<String> columns = columns(route);
            String list = Identifiers.list(columns);
            String renew = columns.stream()
                    .filter(column -> !key().contains(column))
                    .map(Identifiers::quote)
                    .map(column -> column + " = VALUES(" + column + ")")
                    .collect(Collectors.joining(", "));
            writer.execute(
                    connection,
                    context.sql("INSERT INTO {" + TABLE + "} (") + list + ") SELECT " + list
                            + context.sql(" FROM {" + route.target() + "} s WHERE ") + keys.on("s." + link)
                            + " ORDER BY s." + GENERATED + " ON DUPLICATE KEY UPDATE " + renew,
                    TABLE);
        }
    }

    /** The target numbers its rows itself. */
    private static List<String> columns(Route route) {
        return route.table().writtenFields().stream()
                .filter(column -> !column.equals(GENERATED))
                .toList();
    }

    /** What may be there only once. */
    public List<String> key() {
        return context.target().table(TABLE).map(Table::uniqueKeys).orElse(List.of()).stream()
                .map(unique -> unique.columns())
                .filter(columns -> columns.contains("qty"))
                .findFirst()
                .orElse(List.of(link, "all_groups", "customer_group_id", "qty", "website_id"));
    }

    /** Counts the prices of both kinds in the shadow tables. */
    public String countSources() {
        return sources().stream()
                .map(route -> context.sql("(SELECT COUNT(*) FROM {" + ShadowTable.nameOf(route.source()) + "})"))
                .collect(Collectors.joining(" + ", "SELECT ", ""));
    }

    /** Counts the prices of which one each must arrive. */
    public String countDifferent() {
        return "SELECT COUNT(*) FROM ("
                + sources().stream()
                        .map(route -> "SELECT " + Identifiers.list(key())
                                + context.sql(" FROM {" + ShadowTable.nameOf(route.source()) + "}"))
                        .collect(Collectors.joining(" UNION "))
                + ") prices";
    }
}
