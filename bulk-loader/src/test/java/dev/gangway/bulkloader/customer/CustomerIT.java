package dev.gangway.bulkloader.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.bulkloader.DerivationContract;
import dev.gangway.bulkloader.StepFixture;
import dev.gangway.embedded.Servers;
import dev.gangway.testkit.shop.ShopSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attributes that become columns of customers and addresses, and what stays in the value tables. */
class CustomerIT {
    private StepFixture shop;

    @BeforeEach
    void create(@TempDir Path folder) {
        shop = StepFixture.on(Servers.mariadb(), folder)
                .prefixed("m1_", "m2_")
                .step("Customer", "", "Data", "Volume")
                .option("customer_map_file", "etc/parts/map-customer.xml")
                .option("customer_document_groups_file", "etc/parts/customer-document-groups.xml")
                .option("customer_attribute_groups_file", "etc/parts/customer-attribute-groups.xml")
                .sourceTables(ShopSchema.magento1(), StepFixture.CUSTOMER_TABLES)
                .sourceTables(ShopSchema.magento1(), "eav_entity_type", "eav_attribute")
                .targetTables(ShopSchema.magento2(), StepFixture.CUSTOMER_TABLES)
                .targetTables(ShopSchema.magento2(), "eav_entity_type", "eav_attribute")
                .source(
                        "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (1, 'customer'), (2, 'customer_address')",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES"
                                + " (5, 1, 'firstname', 'varchar'), (12, 1, 'password_hash', 'varchar'), (13, 1, 'default_billing', 'int'),"
                                + " (20, 2, 'firstname', 'varchar'), (25, 2, 'street', 'text'), (50, 1, 'nickname', 'varchar'), (51, 2, 'floor', 'int')",
                        "INSERT INTO ~customer_entity (entity_id, entity_type_id, email) VALUES (1, 1, 'a@x'), (2, 1, 'b@x'), (0, 1, 'zero@x')",
                        "INSERT INTO ~customer_entity_varchar (entity_type_id, attribute_id, entity_id, value) VALUES"
                                + " (1, 5, 1, 'Ada'), (1, 12, 1, CONCAT(REPEAT('a', 32), ':xY')), (1, 12, 2, CONCAT(REPEAT('c', 128), ':s')), (1, 50, 2, 'bob')",
                        "INSERT INTO ~customer_entity_int (entity_type_id, attribute_id, entity_id, value) VALUES (1, 13, 1, 30)",
                        "INSERT INTO ~customer_address_entity (entity_id, entity_type_id, parent_id) VALUES (30, 2, 1)",
                        "INSERT INTO ~customer_address_entity_varchar (entity_type_id, attribute_id, entity_id, value) VALUES (2, 20, 30, 'Ada')",
                        "INSERT INTO ~customer_address_entity_text (entity_type_id, attribute_id, entity_id, value) VALUES (2, 25, 30, 'Main 1\\nleft')",
                        "INSERT INTO ~customer_address_entity_int (entity_type_id, attribute_id, entity_id, value) VALUES (2, 51, 30, 4)")
                .target(
                        "INSERT INTO ~eav_entity_type (entity_type_id, entity_type_code) VALUES (1, 'customer'), (2, 'customer_address')",
                        "INSERT INTO ~eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES"
                                + " (5, 1, 'firstname', 'varchar'), (20, 2, 'firstname', 'varchar'), (50, 1, 'nickname', 'varchar')",
                        "INSERT INTO ~customer_entity (entity_id, email) VALUES (99, 'left over')");
    }

    @AfterEach
    void drop() {
        shop.close();
    }

    @Test
    void valuesOfMovedAttributesBecomeColumns() {
        shop.run();

        assertThat(shop.rows("SELECT entity_id, email, firstname, default_billing FROM ~customer_entity ORDER BY 1"))
                .containsExactly("0|zero@x|-|-", "1|a@x|Ada|30", "2|b@x|-|-");
        assertThat(shop.rows("SELECT entity_id, parent_id, firstname, street, city FROM ~customer_address_entity"))
                .containsExactly("30|1|Ada|Main 1\nleft|");
        assertThat(shop.findings()).isEmpty();
    }

    @Test
    void onlyOtherValuesStayInTheValueTables() {
        shop.run();

        assertThat(shop.rows(
                        "SELECT entity_id, attribute_id, LENGTH(value) FROM ~customer_entity_varchar ORDER BY 1, 2"))
                .containsExactly("2|50|3");
        assertThat(shop.rows("SELECT COUNT(*) FROM ~customer_entity_int")).containsExactly("0");
        assertThat(shop.rows("SELECT attribute_id, value FROM ~customer_address_entity_int"))
                .containsExactly("51|4");
        assertThat(shop.rows("SELECT COUNT(*) FROM ~customer_address_entity_text"))
                .containsExactly("0");
    }

    @Test
    void hashesAreMarkedOnlyWhenAskedFor() {
        shop.run();
        assertThat(shop.rows("SELECT password_hash FROM ~customer_entity WHERE entity_id = 1"))
                .containsExactly("a".repeat(32) + ":xY");

        shop.reset();
        shop.option("upgrade_customer_password_hash", "1").run();
        assertThat(shop.rows("SELECT password_hash FROM ~customer_entity WHERE entity_id = 1"))
                .containsExactly("a".repeat(32) + ":xY:0");
    }

    @Test
    void movedAttributesAreStaticInTheTarget() {
        shop.run();

        assertThat(shop.rows("SELECT attribute_id, backend_type FROM ~eav_attribute ORDER BY 1"))
                .containsExactly("5|static", "20|static", "50|varchar");
    }

    @Test
    void columnsWhoseAttributeIsRenamedHaveTheirDefault() throws SQLException {
        shop.run();
        try (DerivationContract contract = shop.contract()) {
            String attributes = "shadow:eav_attribute";
            contract.change(
                    attributes,
                    "attribute_id = 13",
                    "UPDATE {" + attributes + "} SET attribute_code = 'old_billing' WHERE attribute_id = 13");
            contract.holds("an attribute renamed");
        }

        assertThat(shop.rows("SELECT firstname, default_billing FROM ~customer_entity WHERE entity_id = 1"))
                .containsExactly("Ada|-");
    }

    @Test
    void missesAnAttributeOfTheGroups() {
        shop.step("Customer", "Integrity", "Data", "");

        assertThatThrownBy(shop::run).hasMessageContaining("attribute lastname of customer does not exist");
    }

    @Test
    void attributesThatMayBeMissingLeaveTheirColumnsAsTheyAre() throws IOException {
        shop.step("Customer", "Integrity", "Data", "")
                .file(
                        "eav_attribute_groups_overlay",
                        "<groups><group name=\"ignore\"><attribute type=\"customer\">lastname</attribute></group></groups>");

        assertThat(shop.check())
                .noneMatch(finding -> finding.contains("[lastname, customer]"))
                .anyMatch(finding -> finding.contains("[lastname, customer_address]"));
    }

    @Test
    void attributesThatAreColumnsInTheSourceAlreadyKeepTheirValues() {
        shop.source(
                        "ALTER TABLE ~customer_entity ADD firstname VARCHAR(255)",
                        "UPDATE ~customer_entity SET firstname = 'Static' WHERE entity_id = 1",
                        "UPDATE ~eav_attribute SET backend_type = 'static' WHERE attribute_id = 5")
                .run();

        assertThat(shop.rows("SELECT firstname FROM ~customer_entity WHERE entity_id = 1"))
                .containsExactly("Static");
    }
}
