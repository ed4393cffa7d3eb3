package dev.gangway.derivations.catalog;

import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Keys;
import dev.gangway.mysql.connect.TargetNames;
import dev.gangway.mysql.write.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Products that are sold alone under one price and as a variant under another, or as variants of several products under
 * different prices: Magento 2 has one price for all of it. Each is told of once, with both prices, until one of them changes.
 */
final class VariantConflicts {
    private static final String TOLD = TargetNames.STATE + "variant_conflict";
    private static final String COLUMNS = "product_id, store_id, own_price, variant_price";
    private static final String KEEPS = "sold alone and as a variant under another price: keeps its own";
    private static final String GIVES_WAY = "sold alone and as a variant under another price: the variant's is taken";

    private static final String SHARED =
            "a variant of several products under different prices: the first one's is taken";

    private final DerivationContext context;
    private final Variants variants;

    VariantConflicts(DerivationContext context, Variants variants) {
        this.context = context;
        this.variants = variants;
    }

    void forget(Connection connection) throws SQLException {
        Statements.execute(connection, context.sql("DELETE FROM {" + TOLD + "}"));
    }

    /** Tells of those among the keys that were not told of. */
    void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        String alone = alone(keys);
        String shared = shared(keys);
        List<String> untoldAlone = untold(connection, alone, "alone", "as a variant");
        List<String> untoldShared = untold(connection, shared, "of the first", "of another");
        Statements.execute(connection, context.sql("DELETE FROM {" + TOLD + "} WHERE ") + keys.on("product_id"));
        for (String found : List.of(alone, shared)) {
            Statements.execute(
                    connection,
                    context.sql("INSERT INTO {" + TOLD + "} (" + COLUMNS + ") ") + "SELECT z.* FROM " + found + " z");
        }
        writer.leftOut("catalog_product_entity_decimal", variants.keepVisible() ? KEEPS : GIVES_WAY, untoldAlone);
        writer.leftOut("catalog_product_entity_decimal", SHARED, untoldShared);
    }

    /** By store the price of the first parent and, of the others, one that differs. */
    private String shared(Keys keys) {
        String first = variants.prices(variants.ofFirstOfSeveral(keys), "price");
        String taken = "COALESCE(" + Variants.surcharged("here.base", "here") + ", "
                + Variants.surcharged("common.base", "common") + ")";
        return "(SELECT y.product_id, y.store_id, y.own_price, MAX(y.variant_price) AS variant_price FROM (SELECT"
                + " x.product_id, x.store_id, " + taken + " AS own_price, " + Variants.surcharged("x.base", "x")
                + " AS variant_price FROM " + variants.prices(variants.ofFurtherParents(keys), "price") + " x JOIN "
                + first + " common ON common.product_id = x.product_id AND common.store_id = 0 LEFT JOIN " + first
                + " here ON here.product_id = x.product_id AND here.store_id = x.store_id) y"
                + " WHERE y.own_price <> y.variant_price GROUP BY y.product_id, y.store_id, y.own_price)";
    }

    private String alone(Keys keys) {
        String price = variants.attribute("price");
        return "(SELECT y.product_id, y.store_id, y.own_price, y.variant_price FROM (SELECT x.product_id, x.store_id,"
                + " COALESCE(mine.value, mine_common.value) AS own_price, " + Variants.surcharged("x.base", "x")
                + " AS variant_price FROM " + variants.prices(variants.soldAlone(keys), "price") + " x"
                + variants.decimal("mine", "x.product_id", "x.store_id", price)
                + variants.decimal("mine_common", "x.product_id", "0", price)
                + ") y WHERE y.own_price <> y.variant_price)";
    }

    private List<String> untold(Connection connection, String found, String own, String other) throws SQLException {
        String query = "SELECT z.* FROM " + found
                + context.sql(" z LEFT JOIN {" + TOLD + "} t ON t.product_id = z.product_id AND t.store_id = z.store_id"
                        + " AND t.own_price = z.own_price AND t.variant_price = z.variant_price"
                        + " WHERE t.product_id IS NULL ORDER BY z.product_id, z.store_id");
        var untold = new ArrayList<String>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                untold.add("entity_id=" + row.getString(1) + ", store_id=" + row.getString(2) + ", " + own + " "
                        + row.getString(3) + ", " + other + " " + row.getString(4));
            }
        }
        return untold;
    }
}
