package dev.gangway.derivations.catalog;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.Route;
import dev.gangway.core.plan.routes.TierPriceRoutes;
import dev.gangway.core.schema.Column;
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
 * both exist for the same customers, website and quantity the group price wins. Children of configurable products have those
 * of their parent plus the surcharges of their options, because Magento 2 asks for the child's.
 */
public final class TierPrices implements Derivation {
    private static final String TABLE = TierPriceRoutes.TIER;
    private static final String GENERATED = "value_id";

    private final DerivationContext context;
    private final String link;
    private final Variants variants;

    public TierPrices(DerivationContext context) {
        this.context = context;
        this.link =
                context.target().table(TABLE).filter(t -> t.hasColumn("row_id")).isPresent() ? "row_id" : "entity_id";
        this.variants = new Variants(context);
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
        var inputs = new ArrayList<Input>();
        if (variants.arePriced()) {
            inputs.addAll(Variants.inputs());
        }
        for (Route route : sources()) {
            inputs.add(Input.key(route.target(), link));
            if (variants.arePriced()) {
                inputs.addAll(Variants.ofFamily(route.target(), link));
            }
        }
        return inputs;
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
            for (Prices prices : prices(route, keys, columns)) {
                writer.execute(
                        connection,
                        context.sql("INSERT INTO {" + TABLE + "} (") + list + ") " + prices.select() + prices.order()
                                + " ON DUPLICATE KEY UPDATE " + renew,
                        TABLE);
            }
        }
    }

    /** A query and the order in which its rows are to be written. */
    private record Prices(String select, String order) {}

    /** Columns of what a shadow table gives: of products that have their own prices, then of variants. */
    private List<Prices> prices(Route route, Keys keys, List<String> columns) {
        String own = columns.stream().map(column -> column(route, column)).collect(Collectors.joining(", "));
        String from = context.sql(" FROM {" + route.target() + "} s WHERE ") + keys.on("s." + link);
        String order = " ORDER BY s." + GENERATED;
        if (!variants.arePriced()) {
            return List.of(new Prices("SELECT " + own + from, order));
        }
        return List.of(
                new Prices("SELECT " + own + from + " AND NOT " + variants.takesPrices("s." + link), order),
                ofVariants(route, keys, columns));
    }

    /** The website's own come last, so that they win. */
    private Prices ofVariants(Route route, Keys keys, List<String> columns) {
        String list = columns.stream().map(column -> ofVariant(route, column)).collect(Collectors.joining(", "));
        String rows = variants.withSurcharges(
                variants.byWebsite(variants.takers(keys), route.target(), link),
                List.of("product_id", "parent_id", GENERATED, "website_id"));
        return new Prices(
                "SELECT " + list + " FROM " + rows
                        + context.sql(" x JOIN {" + route.target() + "} s ON s." + GENERATED + " = x." + GENERATED),
                " ORDER BY s.website_id, s." + GENERATED + ", x.product_id, x.website_id");
    }

    /** Group prices have no quantity: the target's default is theirs. */
    private String column(Route route, String column) {
        String value = context.target()
                .table(TABLE)
                .flatMap(table -> table.column(column))
                .map(Column::defaultValue)
                .orElse(null);
        return value == null || route.table().writtenFields().contains(column)
                ? "s." + Identifiers.quote(column)
                : "0 + " + Identifiers.literal(value) + " AS " + column;
    }

    private String ofVariant(Route route, String column) {
        if (column.equals(link)) {
            return "x.product_id AS " + link;
        }
        return switch (column) {
            case "website_id" -> "x.website_id";
            case "value" -> Variants.surcharged("s.value", "x") + " AS value";
            default -> column(route, column);
        };
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

    /** Counts the prices of both kinds, those of variants among them. */
    public String countSources() {
        return candidates(" UNION ALL ");
    }

    /** Counts the prices of which one each must arrive. */
    public String countDifferent() {
        return candidates(" UNION ");
    }

    private String candidates(String union) {
        return "SELECT COUNT(*) FROM ("
                + sources().stream()
                        .flatMap(route -> prices(route, Keys.ALL, key()).stream())
                        .map(prices -> "(" + prices.select() + ")")
                        .collect(Collectors.joining(union))
                + ") prices";
    }
}
