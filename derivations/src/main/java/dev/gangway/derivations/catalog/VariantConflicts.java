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
 * Products that are sold alone under one price and as a variant under another: Magento 2 has one price for both. Each is told
 * of once, with both prices, until one of them changes.
 */
final class VariantConflicts {
    private static final String TOLD = TargetNames.STATE + "variant_conflict";
    private static final String COLUMNS = "product_id, store_id, own_price, variant_price";
    private static final String KEEPS = "sold alone and as a variant under another price: keeps its own";
    private static final String GIVES_WAY = "sold alone and as a variant under another price: the variant's is taken";

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
        String found = conflicts(keys);
        List<String> untold = untold(connection, found);
        Statements.execute(connection, context.sql("DELETE FROM {" + TOLD + "} WHERE ") + keys.on("product_id"));
        Statements.execute(
                connection,
                context.sql("INSERT INTO {" + TOLD + "} (" + COLUMNS + ") ") + "SELECT z.* FROM " + found + " z");
        writer.leftOut("catalog_product_entity_decimal", variants.keepVisible() ? KEEPS : GIVES_WAY, untold);
    }

    private String conflicts(Keys keys) {
        String price = variants.attribute("price");
        return "(SELECT y.product_id, y.store_id, y.own_price, y.variant_price FROM (SELECT x.product_id, x.store_id,"
                + " COALESCE(mine.value, mine_common.value) AS own_price, " + Variants.surcharged("x.base", "x")
                + " AS variant_price FROM " + variants.prices(variants.soldAlone(keys), "price") + " x"
                + variants.decimal("mine", "x.product_id", "x.store_id", price)
                + variants.decimal("mine_common", "x.product_id", "0", price)
                + ") y WHERE y.own_price <> y.variant_price)";
    }

    private List<String> untold(Connection connection, String found) throws SQLException {
        String query = "SELECT z.* FROM " + found
                + context.sql(" z LEFT JOIN {" + TOLD + "} t ON t.product_id = z.product_id AND t.store_id = z.store_id"
                        + " AND t.own_price = z.own_price AND t.variant_price = z.variant_price"
                        + " WHERE t.product_id IS NULL ORDER BY z.product_id, z.store_id");
        var untold = new ArrayList<String>();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                untold.add("entity_id=" + row.getString(1) + ", store_id=" + row.getString(2) + ", alone "
                        + row.getString(3) + ", as a variant " + row.getString(4));
            }
        }
        return untold;
    }
}
