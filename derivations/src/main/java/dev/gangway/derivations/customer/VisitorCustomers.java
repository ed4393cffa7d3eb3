package dev.gangway.derivations.customer;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import dev.gangway.mysql.write.KeptTimes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The customer of each visitor: the one who logged in last. */
public final class VisitorCustomers implements Derivation {
    public static final String LOGINS = ShadowTable.nameOf("log_customer");

    private static final String TABLE = "customer_visitor";
    private static final String VISITOR = "visitor_id";

    private final DerivationContext context;

    public VisitorCustomers(DerivationContext context) {
        this.context = context;
    }

    @Override
    public String name() {
        return "customers of visitors";
    }

    @Override
    public StepKind step() {
        return StepKind.LOG;
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.key(TABLE, VISITOR), Input.key(LOGINS, VISITOR));
    }

    @Override
    public List<Output> outputs() {
        return List.of(new Output(TABLE, VISITOR));
    }

    @Override
    public Optional<KeyList> keyList() {
        return Optional.of(new KeyList(TABLE, VISITOR));
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        writer.execute(
                connection,
                context.sql("UPDATE {" + TABLE + "} v SET v.customer_id = (SELECT l.customer_id FROM {" + LOGINS
                                + "} l WHERE l.visitor_id = v.visitor_id AND l.customer_id > 0"
                                + " ORDER BY l.log_id DESC LIMIT 1)"
                                + KeptTimes.of(
                                        context.target().table(TABLE).orElseThrow(), "v.", List.of("customer_id"))
                                + " WHERE ")
                        + keys.on("v.visitor_id"),
                TABLE);
    }
}
