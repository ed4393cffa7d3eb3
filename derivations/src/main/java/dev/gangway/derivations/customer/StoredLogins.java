package dev.gangway.derivations.customer;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.login.HashKind;
import dev.gangway.core.login.LoginTable;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import dev.gangway.mysql.inspect.HashSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Password hashes that Magento 2 cannot verify by itself, in the table of the module that does so at the first login; the key
 * is the customer.
 */
public final class StoredLogins implements Derivation {
    private static final String CUSTOMERS = "customer_entity";
    private static final String ID = "entity_id";
    private static final String VALUES = ShadowTable.nameOf("customer_entity_varchar");
    private static final String ATTRIBUTES = ShadowTable.nameOf("eav_attribute");
    private static final String TYPES = ShadowTable.nameOf("eav_entity_type");

    private final DerivationContext context;

    public StoredLogins(DerivationContext context) {
        this.context = context;
    }

    /** True when the target has the module's table and gets it filled. */
    public static boolean areKept(DerivationContext context) {
        return !context.isStrict() && LoginTable.isIn(context.target());
    }

    @Override
    public String name() {
        return "old password hashes";
    }

    @Override
    public StepKind step() {
        return StepKind.CUSTOMER;
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.key(CUSTOMERS, ID), Input.key(VALUES, ID), Input.all(ATTRIBUTES), Input.all(TYPES));
    }

    @Override
    public List<Output> outputs() {
        return List.of(new Output(LoginTable.NAME, LoginTable.CUSTOMER));
    }

    @Override
    public Optional<KeyList> keyList() {
        return Optional.of(new KeyList(CUSTOMERS, ID));
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        writer.execute(
                connection,
                context.sql("DELETE FROM {" + LoginTable.NAME + "} WHERE ") + keys.on(LoginTable.CUSTOMER),
                LoginTable.NAME);
        String from = context.sql(" FROM {" + VALUES + "} v JOIN {" + CUSTOMERS
                + "} c ON c.entity_id = v.entity_id JOIN {"
                + ATTRIBUTES + "} a ON a.attribute_id = v.attribute_id AND a.attribute_code = 'password_hash' JOIN {"
                + TYPES + "} t ON t.entity_type_id = a.entity_type_id AND t.entity_type_code = 'customer'");
        String stored = HashSql.is(HashKind.SHA512, "v.value") + " OR " + HashSql.is(HashKind.BCRYPT, "v.value");
        writer.execute(
                connection,
                context.sql("INSERT INTO {" + LoginTable.NAME + "} (customer_id, kind, hash) SELECT v.entity_id, ")
                        + HashSql.word("v.value") + ", v.value" + from + " WHERE (" + stored + ") AND "
                        + keys.on("v.entity_id") + " ON DUPLICATE KEY UPDATE kind = VALUES(kind), hash = VALUES(hash)",
                LoginTable.NAME);
    }
}
