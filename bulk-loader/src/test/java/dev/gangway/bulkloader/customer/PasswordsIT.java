package dev.gangway.bulkloader.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.bulkloader.DerivationContract;
import dev.gangway.bulkloader.StepFixture;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of password hashes of every kind: with and without the module that verifies them, and with strict compatibility. */
class PasswordsIT {
    private static final String MD5 = "a".repeat(32) + ":xY";
    private static final String SHA256 = "b".repeat(64);
    private static final String SHA512 = "c".repeat(128) + ":s";
    private static final String BCRYPT = "$2y$10$VIImZNdEn/IqnG35dI0Qb.fV1CdYY9NJ6TyqWOoA.QaMatlfb8u1y";
    private static final String HASHES = "SELECT entity_id, password_hash FROM ~customer_entity ORDER BY 1";
    private static final String STORED = "SELECT customer_id, kind, hash FROM ~gangway_login ORDER BY 1";

    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mariadb(), folder)
                .prefixed("m1_", "m2_")
                .step("Customer", "", "Data", "Volume")
                .option("customer_map_file", "etc/parts/map-customer.xml")
                .option("customer_document_groups_file", "etc/parts/customer-document-groups.xml")
                .option("customer_attribute_groups_file", "etc/parts/customer-attribute-groups.xml")
                .option("upgrade_customer_password_hash", "1")
                .sourceTables(ShopSchema.magento1(), StepFixture.CUSTOMER_TABLES)
                .sourceTables(ShopSchema.magento1(), "eav_entity_type", "eav_attribute")
                .targetTables(ShopSchema.magento2(), StepFixture.CUSTOMER_TABLES)
                .targetTables(ShopSchema.magento2(), "eav_entity_type", "eav_attribute")
                .source(
                        "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (1, 'customer'), (2, 'customer_address')",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES"
                                + " (12, 1, 'password_hash', 'varchar'), (50, 1, 'nickname', 'varchar')",
                        "INSERT INTO ~customer_entity (entity_id, entity_type_id, email) VALUES"
                                + " (1, 1, 'a@x'), (2, 1, 'b@x'), (3, 1, 'c@x'), (4, 1, 'd@x'), (5, 1, 'e@x'), (6, 1, 'f@x')",
                        "INSERT INTO ~customer_entity_varchar (value_id, entity_type_id, attribute_id, entity_id, value) VALUES"
                                + " (1, 1, 12, 1, '" + MD5 + "'), (2, 1, 12, 2, '" + SHA256 + "'), (3, 1, 12, 3, '"
                                + SHA512
                                + "'), (4, 1, 12, 4, '" + BCRYPT + "'), (5, 1, 12, 5, 'plain'), (6, 1, 50, 6, '"
                                + BCRYPT + "')")
                .target(
                        "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (1, 'customer'), (2, 'customer_address')",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES (12, 1, 'password_hash', 'varchar')");
    }

    private StepFixture withModule() {
        return shop.target(
                "CREATE TABLE ~gangway_login (customer_id INT UNSIGNED PRIMARY KEY, kind VARCHAR(16) NOT NULL, hash VARCHAR(255) NOT NULL)",
                "INSERT INTO ~gangway_login VALUES (4, 'bcrypt', 'left over'), (999, 'bcrypt', 'left over')");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    @Test
    void hashesThatMagento2CannotVerifyAreNeitherCutNorPassedOn() {
        shop.run();

        assertThat(shop.rows(HASHES))
                .containsExactly("1|" + MD5 + ":0", "2|" + SHA256 + "::1", "3|-", "4|-", "5|-", "6|-");
        assertThat(shop.rows("SELECT entity_id, attribute_id FROM ~customer_entity_varchar"))
                .containsExactly("6|50");
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void eachIsCountedByKindWithTheCustomersId() {
        shop.run();

        assertThat(shop.losses()).containsExactly(lost("SHA-512", 3), lost("an unknown kind", 5), lost("bcrypt", 4));
    }

    private static String lost(String kind, int customer) {
        return "customer_entity_varchar a password stored as " + kind
                + ", which Magento 2 does not verify: a new password is needed (gangway logins) 1 [value_id=" + customer
                + ", entity_id=" + customer + ", attribute_id=12]";
    }

    @Test
    void theModuleGetsThoseThatItVerifies() {
        withModule().run();

        assertThat(shop.rows(STORED)).containsExactly("3|sha512|" + SHA512, "4|bcrypt|" + BCRYPT);
        assertThat(shop.rows(HASHES)).contains("1|" + MD5 + ":0", "3|-", "4|-");
        assertThat(shop.losses()).containsExactly(lost("an unknown kind", 5));
    }

    @Test
    void aChangedPasswordMovesBetweenTheTables() throws SQLException {
        withModule().run();
        try (DerivationContract contract = shop.contract()) {
            String values = "shadow:customer_entity_varchar";
            contract.change(
                    values,
                    "entity_id IN (1, 4)",
                    "UPDATE {" + values + "} SET value = '" + SHA512 + "' WHERE entity_id = 1",
                    "UPDATE {" + values + "} SET value = '" + MD5 + "' WHERE entity_id = 4");
            contract.change("customer_entity", "entity_id = 3", "DELETE FROM {customer_entity} WHERE entity_id = 3");
            contract.holds("passwords changed and a customer deleted");
        }

        assertThat(shop.rows(STORED)).containsExactly("1|sha512|" + SHA512);
        assertThat(shop.rows(HASHES)).contains("1|-", "4|" + MD5 + ":0");
    }

    @Test
    void strictPassesThemOnAsTheOldToolDoes() {
        withModule().strict().run();

        assertThat(shop.rows(HASHES))
                .containsExactly(
                        "1|" + MD5 + ":0",
                        "2|" + SHA256 + "::1",
                        "3|" + "c".repeat(128),
                        "4|" + BCRYPT,
                        "5|plain",
                        "6|-");
        assertThat(shop.rows("SELECT entity_id, attribute_id FROM ~customer_entity_varchar ORDER BY 1"))
                .containsExactly("3|12", "6|50");
        assertThat(shop.rows(STORED)).hasSize(2).allMatch(row -> row.endsWith("left over"));
        assertThat(shop.losses()).isEqualTo(List.of("customer_entity TRUNCATED 1 []"));
    }
}
