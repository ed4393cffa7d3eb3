package dev.gangway.app.shopfiles;

import dev.gangway.app.command.LoginItem;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.xml.XmlNode;
import dev.gangway.core.xml.XmlReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code app/etc/local.xml} and {@code app/Mage.php} of a Magento 1 or OpenMage shop. */
public final class Magento1Files {
    private static final String CONNECTION = "global/resources/default_setup/connection";
    private static final Pattern VERSION = Pattern.compile(
            "function\\s+getVersionInfo\\b.{0,200}?return\\s*(?:array\\s*\\(|\\[)"
                    + "\\s*'major'\\s*=>\\s*'(\\d+)',\\s*'minor'\\s*=>\\s*'(\\d+)',"
                    + "\\s*'revision'\\s*=>\\s*'(\\d+)',\\s*'patch'\\s*=>\\s*'(\\d+)'",
            Pattern.DOTALL);
    private static final Pattern EDITION =
            Pattern.compile("\\$_currentEdition\\s*=\\s*(?:self|Mage|static)::EDITION_(\\w+)");

    private final ShopFolder folder;

    private Magento1Files(ShopFolder folder) {
        this.folder = folder;
    }

    /**
     * Reads.
     *
     * @param given the shop's folder or the file itself
     * @throws MigrationException SHOP_FILE_INVALID with file and line
     */
    public static ShopFiles read(Path given) {
        return new Magento1Files(ShopFolder.with(given, "local.xml", "env.php", "1")).read();
    }

    private ShopFiles read() {
        var problems = new Problems();
        XmlNode root = XmlReader.read(folder.file(), problems).orElseThrow(() -> folder.wrong(problems));
        XmlNode connection = at(root, CONNECTION)
                .orElseThrow(() -> folder.wrong(
                        root.place(),
                        "There is no database connection (" + CONNECTION
                                + "); give the file of the running shop, or the login by options"));
        var values = new ShopFiles.Builder()
                .putHost(value(connection, "host"), value(connection, "port"), value(connection, "unix_socket"))
                .put(LoginItem.DATABASE, value(connection, "dbname"))
                .put(LoginItem.USER, value(connection, "username"))
                .put(LoginItem.PASSWORD, password(connection))
                .put(LoginItem.PREFIX, value(root, "global/resources/db/table_prefix"))
                .put(LoginItem.CRYPT_KEY, value(root, "global/crypt/key"));
        Optional<String> program = folder.text("app/Mage.php");
        return values.build(
                folder.shown(connection.place()),
                program.flatMap(Magento1Files::release),
                program.flatMap(Magento1Files::isCommerce));
    }

    private static Optional<XmlNode> at(XmlNode root, String path) {
        Optional<XmlNode> node = Optional.of(root);
        for (String name : path.split("/", -1)) {
            node = node.flatMap(each -> each.child(name));
        }
        return node;
    }

    private Optional<Found> value(XmlNode from, String path) {
        return at(from, path).map(node -> {
            String text = node.text().strip();
            if (text.startsWith("{{") && text.endsWith("}}")) {
                throw folder.wrong(
                        node.place(),
                        "<" + node.name()
                                + "> holds a placeholder: this is the template of a shop that is not installed;"
                                + " give the file of the running shop");
            }
            return Found.of(text, folder.shown(node.place()));
        });
    }

    /** Blanks may belong to a password, line breaks around it do not. */
    private Optional<Found> password(XmlNode connection) {
        return value(connection, "password")
                .flatMap(found -> at(connection, "password"))
                .map(node -> {
                    String text = node.text();
                    return Found.of(text.contains("\n") ? text.strip() : text, folder.shown(node.place()));
                });
    }

    private static Optional<Found> release(String program) {
        Matcher version = VERSION.matcher(program);
        return version.find()
                ? Optional.of(Found.of(
                        String.join(".", version.group(1), version.group(2), version.group(3), version.group(4)),
                        "app/Mage.php:" + line(program, version.start(1))))
                : Optional.empty();
    }

    private static long line(String text, int offset) {
        return 1 + text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    private static Optional<Boolean> isCommerce(String program) {
        Matcher edition = EDITION.matcher(program);
        return edition.find() ? Optional.of(!edition.group(1).equals("COMMUNITY")) : Optional.empty();
    }
}
