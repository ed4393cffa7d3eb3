package dev.gangway.derivations.catalog;

import dev.gangway.core.config.StepKind;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Every website sells from the one stock. */
public final class SalesChannels implements Derivation {
    private static final String TABLE = "inventory_stock_sales_channel";

    private final DerivationContext context;

    public SalesChannels(DerivationContext context) {
        this.context = context;
    }

    @Override
    public String name() {
        return "sales channels of the stock";
    }

    @Override
    public StepKind step() {
        return StepKind.INVENTORY;
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.all("store_website"));
    }

    @Override
    public List<Output> outputs() {
        return List.of(new Output(TABLE, ""));
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        writer.execute(connection, context.sql("DELETE FROM {" + TABLE + "}"), TABLE);
        writer.execute(
                connection,
                context.sql("INSERT INTO {" + TABLE
                        + "} (type, code, stock_id) SELECT 'website', w.code, 1 FROM {store_website} w"
                        + " WHERE w.code <> 'admin'"),
                TABLE);
    }
}
