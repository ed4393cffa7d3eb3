package dev.gangway.derivations.content;

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

/** A rating is active in Magento 2 when it is shown in at least one store. */
public final class RatingStatus implements Derivation {
    private static final String TABLE = "rating";
    private static final String SHOWN =
            "EXISTS (SELECT 1 FROM {rating_store} s WHERE s.rating_id = r.rating_id AND s.store_id > 0)";

    private final DerivationContext context;

    public RatingStatus(DerivationContext context) {
        this.context = context;
    }

    @Override
    public String name() {
        return "active ratings";
    }

    @Override
    public StepKind step() {
        return StepKind.RATINGS;
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.key(TABLE, "rating_id"), Input.key("rating_store", "rating_id"));
    }

    @Override
    public List<Output> outputs() {
        return List.of(new Output(TABLE, "rating_id"));
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        writer.execute(
                connection,
                context.sql("UPDATE {" + TABLE + "} r SET r.is_active = IF(" + SHOWN + ", 1, 0) WHERE ")
                        + keys.on("r.rating_id"),
                TABLE);
    }

    /** Counts ratings that are shown in a store and not active: 0 when all is well. */
    public String countInactive() {
        return context.sql("SELECT COUNT(*) FROM {" + TABLE + "} r WHERE r.is_active <> 1 AND " + SHOWN);
    }
}
