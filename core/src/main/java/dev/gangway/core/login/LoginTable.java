package dev.gangway.core.login;

import dev.gangway.core.schema.Schema;
import java.util.List;

/**
 * The table of the module for Magento 2 that holds password hashes which Magento 2 cannot verify by itself, until their
 * customers log in. It is there when the module is installed in the target.
 */
public final class LoginTable {
    public static final String NAME = "gangway_login";
    public static final String CUSTOMER = "customer_id";
    public static final String KIND = "kind";
    public static final String HASH = "hash";

    private LoginTable() {}

    /** True when the target has the module's table. */
    public static boolean isIn(Schema target) {
        return target.table(NAME)
                .filter(table -> List.of(CUSTOMER, KIND, HASH).stream().allMatch(table::hasColumn))
                .isPresent();
    }
}
