package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers whose passwords Magento 2 does not verify are told of before, during and after a migration, and kept for the module. */
class LoginsIT {
    private static final String SHA512 = "c".repeat(128) + ":salt";
    private static final String BCRYPT = "$2y$10$VIImZNdEn/IqnG35dI0Qb.fV1CdYY9NJ6TyqWOoA.QaMatlfb8u1y";
    private static final String MODULE_TABLE =
            "CREATE TABLE gangway_login (customer_id INT UNSIGNED PRIMARY KEY, kind VARCHAR(16) NOT NULL, hash VARCHAR(255) NOT NULL)";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void everyReportCountsThemAndTheListNamesThem() throws Exception {
        try (var shop = customers()) {
            String target = shop.newTarget();
            setPassword(shop, 2, BCRYPT);
            setPassword(shop, 3, SHA512);
            setPassword(shop, 4, "plain");
            administrators(shop);
            Path file = folder.resolve("list.csv");

            // When
            shop.run(target, "integrity", "--auto");
            String integrity = shop.said();
            assertThat(shop.run(target, "settings")).isEqualTo(ExitCode.DONE);
            assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
            String end = shop.said();
            shop.run(target, "losses", "--area", "customers");
            String losses = shop.result();
            assertThat(shop.run(target, "logins", "--export", file.toString())).isEqualTo(ExitCode.DONE);
            String logins = shop.result();
            int again = shop.run(target, "logins", "--export", file.toString());
            int forced = shop.run(target, "logins", "--export", file.toString(), "--force", "--json");
            String json = shop.result();

            // Then
            assertThat(integrity)
                    .contains("warning: 3 of ", "cannot log in to Magento 2", "1 SHA-512, 1 bcrypt, 1 an unknown kind")
                    .containsPattern("warning: 2 administrators of Magento 1 are not carried over");
            assertThat(end)
                    .contains(
                            "3 of ",
                            "install the module etc/magento2-module",
                            "gangway logins --config ",
                            "--export FILE lists them",
                            "2 administrators of Magento 1 are not carried over and Magento 2 keeps its own");
            assertThat(losses).contains("a password stored as bcrypt, which Magento 2 does not verify", "entity_id=2");
            assertThat(logins)
                    .containsPattern("(?m)^ +\\d+  MD5 +works as it is$")
                    .containsPattern("(?m)^ +1  bcrypt +does not work without the module")
                    .containsPattern("(?m)^ +1  an unknown kind +does not work: not passed on$");
            assertThat(Files.readAllLines(file))
                    .hasSize(4)
                    .startsWith("id,website,email,kind")
                    .anyMatch(line -> line.matches("2,\\w*,[^,]+@[^,]+,bcrypt"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(List.of(again, forced)).containsExactly(ExitCode.USAGE, ExitCode.DONE);
            assertThat(json)
                    .contains("\"cannotLogIn\" : 3", "\"bcrypt\" : 1", "\"moduleInstalled\" : false", "list.csv");
            assertThat(integrity + end + losses + logins + json + Files.readString(file))
                    .doesNotContain(BCRYPT)
                    .doesNotContain(SHA512)
                    .doesNotContain("plain");
        }
    }

    @Test
    void theModulesTableIsFilledByTheLoadAndFollowsTheStream() throws Exception {
        try (var shop = customers()) {
            String target = shop.newTarget();
            CommandShop.SERVER.executeIn(target, MODULE_TABLE);
            setPassword(shop, 2, BCRYPT);
            setPassword(shop, 3, SHA512);
            assertThat(shop.run(target, "settings")).isEqualTo(ExitCode.DONE);
            assertThat(shop.run(target, "data")).as(shop.said()).isEqualTo(ExitCode.DONE);
            String end = shop.said();
            List<String> loaded = stored(target);

            // When
            setPassword(shop, 2, "a".repeat(32) + ":ab");
            setPassword(shop, 4, SHA512);
            assertThat(shop.run(target, "delta", "--until-drained"))
                    .as(shop.said())
                    .isEqualTo(ExitCode.DONE);

            // Then
            assertThat(end).doesNotContain("cannot log in");
            assertThat(loaded).containsExactly("2 bcrypt " + BCRYPT, "3 sha512 " + SHA512);
            assertThat(stored(target)).containsExactly("3 sha512 " + SHA512, "4 sha512 " + SHA512);
            assertThat(shop.names("SELECT IFNULL(password_hash, '-') FROM " + target
                            + ".customer_entity WHERE entity_id BETWEEN 2 AND 4 ORDER BY entity_id"))
                    .containsExactly("a".repeat(32) + ":ab:0", "-", "-");
        }
    }

    /** With the step that carries customers. */
    private CommandShop customers() {
        var shop = new CommandShop(folder, "triggers").withSharedKafka();
        String step =
                "<steps mode=\"data\"><step title=\"Customer Step\"><data>Migration\\Step\\Customer\\Data</data></step>";
        String options = "<customer_map_file>etc/parts/map-customer.xml</customer_map_file>"
                + "<customer_document_groups_file>etc/parts/customer-document-groups.xml</customer_document_groups_file>"
                + "<customer_attribute_groups_file>etc/parts/customer-attribute-groups.xml</customer_attribute_groups_file>"
                + "<upgrade_customer_password_hash>1</upgrade_customer_password_hash></options>";
        shop.edit(text -> text.replace("<steps mode=\"data\">", step).replace("</options>", options));
        return shop;
    }

    /** Two, whom the rules leave behind as the packs do. */
    private void administrators(CommandShop shop) throws IOException {
        CommandShop.SERVER.executeIn(
                shop.source,
                "CREATE TABLE admin_user (user_id INT PRIMARY KEY, username VARCHAR(40), created DATETIME)",
                "INSERT INTO admin_user VALUES (1, 'one', NOW()), (2, 'two', NOW())");
        Path overlay = folder.resolve("administrators.xml");
        Files.writeString(
                overlay,
                "<map><source><document_rules><ignore><document>admin_user</document></ignore></document_rules></source>"
                        + "<destination/></map>");
        shop.also(text -> text.replace("</options>", "<map_overlay>" + overlay + "</map_overlay></options>"));
    }

    private static List<String> stored(String target) {
        return CommandShop.SERVER
                .query("SELECT CONCAT_WS(' ', customer_id, kind, hash) FROM " + target + ".gangway_login ORDER BY 1")
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    private static void setPassword(CommandShop shop, int customer, String hash) {
        CommandShop.SERVER.executeIn(
                shop.source,
                "UPDATE customer_entity_varchar v JOIN eav_attribute a ON a.attribute_id = v.attribute_id"
                        + " AND a.attribute_code = 'password_hash' SET v.value = '" + hash + "' WHERE v.entity_id = "
                        + customer);
    }
}
