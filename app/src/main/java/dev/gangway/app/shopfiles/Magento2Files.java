package dev.gangway.app.shopfiles;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.app.command.LoginItem;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.php.PhpArrayFile;
import dev.gangway.core.php.PhpNode;
import dev.gangway.core.problem.Problems;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code app/etc/env.php} and {@code composer.lock} of a Magento 2 shop. */
public final class Magento2Files {
    private static final String CONNECTION = "db/connection/default";

    /** PHP's numbers of its own constants, by which Magento writes them. */
    private enum DriverOption {
        KEY("1007", LoginItem.SSL_KEY),
        CERT("1008", LoginItem.SSL_CERT),
        CA("1009", LoginItem.SSL_CA);

        private final String number;
        private final LoginItem item;

        DriverOption(String number, LoginItem item) {
            this.number = number;
            this.item = item;
        }
    }

    private record Product(String name, String version) {}

    private final ShopFolder folder;

    private Magento2Files(ShopFolder folder) {
        this.folder = folder;
    }

    /**
     * Reads.
     *
     * @param given the shop's folder or the file itself
     * @throws MigrationException SHOP_FILE_INVALID with file and line
     */
    public static ShopFiles read(Path given) {
        return new Magento2Files(ShopFolder.with(given, "env.php", "local.xml", "2")).read();
    }

    private ShopFiles read() {
        var problems = new Problems();
        PhpNode root = PhpArrayFile.read(folder.file(), problems).orElseThrow(() -> folder.wrong(problems));
        PhpNode connection = root.at(CONNECTION)
                .orElseThrow(() -> folder.wrong(
                        root.place(),
                        "There is no database connection (" + CONNECTION
                                + "); install Magento 2 first, or give the login by options"));
        var values = new ShopFiles.Builder()
                .putHost(value(connection, "host"), value(connection, "port"), value(connection, "unix_socket"))
                .put(LoginItem.DATABASE, value(connection, "dbname"))
                .put(LoginItem.USER, value(connection, "username"))
                .put(LoginItem.PASSWORD, value(connection, "password"))
                .put(LoginItem.PREFIX, value(root, "db/table_prefix"))
                .put(LoginItem.CRYPT_KEY, value(root, "crypt/key"));
        for (DriverOption option : DriverOption.values()) {
            values.put(option.item, driverOption(connection, option));
        }
        Optional<Product> product = product();
        return values.build(
                folder.shown(connection.place()),
                product.map(found -> Found.of(found.version(), "composer.lock")),
                product.map(found -> found.name().contains("enterprise")));
    }

    private Optional<Found> value(PhpNode from, String path) {
        return from.at(path).filter(node -> !node.text().equals("null")).map(this::found);
    }

    private Found found(PhpNode node) {
        boolean readable = node.kind() == PhpNode.Kind.TEXT || node.kind() == PhpNode.Kind.NUMBER;
        String text = readable ? node.text() : "";
        return new Found(text, folder.shown(node.place()), readable);
    }

    private Optional<Found> driverOption(PhpNode connection, DriverOption option) {
        return connection.at("driver_options").flatMap(options -> options.entries().entrySet().stream()
                .filter(entry -> entry.getKey().equals(option.number)
                        || entry.getKey().endsWith("::MYSQL_ATTR_SSL_" + option.name()))
                .map(entry -> found(entry.getValue()))
                .findFirst());
    }

    /** Which Magento composer installed; Commerce brings the packages of the other edition along. */
    private Optional<Product> product() {
        return folder.text("composer.lock").flatMap(text -> {
            try {
                JsonNode packages = new ObjectMapper().readTree(text).path("packages");
                return named(packages, "magento/product-enterprise-edition")
                        .or(() -> named(packages, "magento/product-community-edition"));
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Product> named(JsonNode packages, String name) {
        for (JsonNode each : packages) {
            if (each.path("name").asText().equals(name)) {
                return Optional.of(new Product(name, each.path("version").asText()));
            }
        }
        return Optional.empty();
    }
}
