package dev.gangway.mysql.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.login.HashKind;
import dev.gangway.core.schema.Side;
import dev.gangway.embedded.DatabaseFlavor;
import dev.gangway.embedded.Servers;
import dev.gangway.mysql.TestDatabases;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.inspect.LoginSurvey.Login;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every server tells a password's kind as the program itself does. */
@Tag("servers")
class LoginSurveyIT {
    private static final String BCRYPT = "10$VIImZNdEn/IqnG35dI0Qb.fV1CdYY9NJ6TyqWOoA.QaMatlfb8u1y";
    private static final List<String> STORED = List.of(
            "a".repeat(32),
            "F".repeat(32) + ":xY",
            "a".repeat(32) + ":",
            "0".repeat(64) + ":" + "s".repeat(60),
            "0".repeat(64) + ":" + "s".repeat(61),
            "9".repeat(128),
            "9".repeat(128) + ":" + "s".repeat(32),
            "9".repeat(127) + ":s",
            "a".repeat(32) + ":s:1",
            "$2y$" + BCRYPT,
            "$2a$" + BCRYPT,
            "$2b$" + BCRYPT,
            "$2z$" + BCRYPT,
            "$2y$" + BCRYPT + ":salt",
            "$1$abcdefgh$abc",
            "g".repeat(32),
            "\u00e4\u00f6\u00fc",
            "");

    @ParameterizedTest
    @MethodSource("dev.gangway.embedded.Servers#flavors")
    void countsAndListsCustomersByKind(DatabaseFlavor flavor) {
        // Given
        Database source = TestDatabases.fresh(flavor, Side.SOURCE);
        var server = Servers.database(flavor);
        String name = source.config().name();
        server.executeIn(
                name,
                "CREATE TABLE core_website (website_id INT PRIMARY KEY, code VARCHAR(32))",
                "CREATE TABLE eav_entity_type (entity_type_id INT PRIMARY KEY, entity_type_code VARCHAR(50))",
                "CREATE TABLE eav_attribute (attribute_id INT PRIMARY KEY, entity_type_id INT, attribute_code VARCHAR(50))",
                "CREATE TABLE customer_entity (entity_id INT PRIMARY KEY, website_id INT, email VARCHAR(255))",
                "CREATE TABLE customer_entity_varchar (value_id INT AUTO_INCREMENT PRIMARY KEY, attribute_id INT, entity_id INT,"
                        + " value VARCHAR(255)) CHARSET utf8",
                "INSERT INTO core_website VALUES (1, 'base')",
                "INSERT INTO eav_entity_type VALUES (1, 'customer'), (2, 'customer_address')",
                "INSERT INTO eav_attribute VALUES (12, 1, 'password_hash'), (13, 1, 'rp_token'), (14, 2, 'password_hash')",
                "INSERT INTO customer_entity VALUES (1000, NULL, 'no.website@x')",
                "INSERT INTO customer_entity_varchar (attribute_id, entity_id, value) VALUES (13, 1000, '"
                        + "a".repeat(32) + "')");
        Map<HashKind, Long> expected = new EnumMap<>(HashKind.class);
        expected.put(HashKind.NONE, 1L);
        for (int id = 1; id <= STORED.size(); id++) {
            String stored = STORED.get(id - 1);
            server.executeIn(
                    name,
                    "INSERT INTO customer_entity VALUES (" + id + ", 1, 'c" + id + "@x')",
                    "INSERT INTO customer_entity_varchar (attribute_id, entity_id, value) VALUES (12, " + id + ", "
                            + Identifiers.literal(stored) + ")");
            expected.merge(HashKind.of(stored), 1L, Long::sum);
        }
        var survey = new LoginSurvey(source);

        // When
        Map<HashKind, Long> counts = survey.counts();
        List<Login> listed = survey.list(EnumSet.allOf(HashKind.class));

        // Then
        assertThat(counts).isEqualTo(expected);
        assertThat(listed).hasSize(STORED.size() + 1);
        for (int id = 1; id <= STORED.size(); id++) {
            assertThat(listed.get(id - 1))
                    .isEqualTo(new Login(id, "base", "c" + id + "@x", HashKind.of(STORED.get(id - 1))));
        }
        assertThat(listed.get(STORED.size())).isEqualTo(new Login(1000, "", "no.website@x", HashKind.NONE));
        assertThat(survey.list(EnumSet.of(HashKind.BCRYPT))).hasSize(3);
    }
}
