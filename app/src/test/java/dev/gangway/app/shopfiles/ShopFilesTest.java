package dev.gangway.app.shopfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.app.command.LoginItem;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopFilesTest {
    static final String LOCAL_XML = """
            <?xml version="1.0"?>
            <config>
                <global>
                    <install><date><![CDATA[Mon, 01 Jan 2018 00:00:00 +0000]]></date></install>
                    <crypt><key><![CDATA[0123456789abcdef0123456789abcdef]]></key></crypt>
                    <resources>
                        <db><table_prefix><![CDATA[m1_]]></table_prefix></db>
                        <default_setup>
                            <connection>
                                <host><![CDATA[db.example]]></host>
                                <username><![CDATA[mage]]></username>
                                <password><![CDATA[p&w<d ]]></password>
                                <dbname><![CDATA[magento]]></dbname>
                                <initStatements><![CDATA[SET NAMES utf8]]></initStatements>
                                <active>1</active>
                            </connection>
                        </default_setup>
                    </resources>
                </global>
            </config>
            """;
    static final String ENV_PHP = """
            <?php
            return [
                'backend' => ['frontName' => 'admin'],
                'crypt' => [
                    'key' => "first0123456789abcdef0123456789a
            second0123456789abcdef0123456789"
                ],
                'db' => [
                    'table_prefix' => '',
                    'connection' => [
                        'default' => [
                            'host' => '/run/mysqld/mysqld.sock',
                            'dbname' => 'magento2',
                            'username' => 'm2',
                            'password' => 'it\\'s',
                            'driver_options' => [
                                \\PDO::MYSQL_ATTR_SSL_CA => '/etc/ssl/db-ca.pem', 1014 => false
                            ]
                        ]
                    ]
                ],
                'x' => getenv('X'),
            ];
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void readsWhatMagento1SaysOfItself() throws IOException {
        // Given
        write("app/etc/local.xml", LOCAL_XML);
        write("app/Mage.php", """
                <?php
                final class Mage {
                    static private $_currentEdition = self::EDITION_COMMUNITY;
                    public static function getVersionInfo()
                    {
                        return array(
                            'major'     => '1',
                            'minor'     => '9',
                            'revision'  => '3',
                            'patch'     => '10',
                            'stability' => '',
                        );
                    }
                }
                """);

        // When
        ShopFiles files = Magento1Files.read(folder);

        // Then
        assertThat(text(files, LoginItem.HOST)).isEqualTo("db.example");
        assertThat(text(files, LoginItem.DATABASE)).isEqualTo("magento");
        assertThat(text(files, LoginItem.USER)).isEqualTo("mage");
        assertThat(text(files, LoginItem.PASSWORD)).isEqualTo("p&w<d ");
        assertThat(text(files, LoginItem.PREFIX)).isEqualTo("m1_");
        assertThat(text(files, LoginItem.CRYPT_KEY)).isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(files.value(LoginItem.DATABASE).orElseThrow().where()).isEqualTo("app/etc/local.xml:13");
        assertThat(files.value(LoginItem.PORT)).isEmpty();
        assertThat(files.release().orElseThrow()).isEqualTo(Found.of("1.9.3.10", "app/Mage.php:7"));
        assertThat(files.commerce()).hasValue(false);
        assertThat(files.toString()).doesNotContain("p&w<d", "0123456789abcdef");
        assertThat(Magento1Files.read(folder.resolve("app/etc"))).isEqualTo(files);
        assertThat(Magento1Files.read(folder.resolve("app/etc/local.xml"))).isEqualTo(files);
    }

    @Test
    void readsWhatMagento2SaysOfItself() throws IOException {
        // Given
        write("app/etc/env.php", ENV_PHP);
        write("composer.lock", """
                {"packages": [
                    {"name": "magento/product-community-edition", "version": "2.4.7-p3"},
                    {"name": "magento/product-enterprise-edition", "version": "2.4.7-p3"}]}
                """);

        // When
        ShopFiles files = Magento2Files.read(folder);

        // Then
        assertThat(text(files, LoginItem.HOST)).isEqualTo("/run/mysqld/mysqld.sock");
        assertThat(text(files, LoginItem.PASSWORD)).isEqualTo("it's");
        assertThat(text(files, LoginItem.PREFIX)).isEmpty();
        assertThat(text(files, LoginItem.CRYPT_KEY)).startsWith("first").endsWith("456789");
        assertThat(text(files, LoginItem.SSL_CA)).isEqualTo("/etc/ssl/db-ca.pem");
        assertThat(files.value(LoginItem.DATABASE).orElseThrow().where()).isEqualTo("app/etc/env.php:13");
        assertThat(files.release()).hasValue(Found.of("2.4.7-p3", "composer.lock"));
        assertThat(files.commerce()).hasValue(true);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:3307, localhost, 3307",
        "localhost:/tmp/mysql.sock, /tmp/mysql.sock,",
        "/tmp/mysql.sock, /tmp/mysql.sock,",
        "10.0.0.5, 10.0.0.5,"
    })
    void takesAHostApartAsMagentoDoes(String host, String name, @Nullable String port) throws IOException {
        write("app/etc/local.xml", LOCAL_XML.replace("db.example", host));

        ShopFiles files = Magento1Files.read(folder);

        assertThat(text(files, LoginItem.HOST)).isEqualTo(name);
        assertThat(files.value(LoginItem.PORT).map(Found::text).orElse(null)).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "app/etc/local.xml | </global> | </globl> | app/etc/local.xml:19: The file is not well-formed XML:",
                "app/etc/local.xml | default_setup | other_setup | app/etc/local.xml:2: There is no database connection (global/resources/default_setup/connection); give the file of the running shop, or the login by options",
                "app/etc/local.xml | magento] | {{db_name}}] | app/etc/local.xml:13: <dbname> holds a placeholder: this is the template of a shop that is not installed; give the file of the running shop",
                "app/etc/env.php | 'db' => | 'd' => | app/etc/env.php:2: There is no database connection (db/connection/default); install Magento 2 first, or give the login by options",
                "app/etc/env.php | ], | , | app/etc/env.php:23: The file is not read as PHP: \";\" stands where the array of line 4 goes on or ends with \"]\""
            })
    void namesFileAndLineOfAMistake(String name, String from, String to, String message) throws IOException {
        boolean first = name.endsWith("local.xml");
        write(name, (first ? LOCAL_XML : ENV_PHP).replace(from, to));

        assertThatThrownBy(() -> read(first))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SHOP_FILE_INVALID))
                .hasMessageStartingWith(folder + "/" + message);
    }

    @Test
    void passesOnThatAValueIsLeftToPhp() throws IOException {
        write("app/etc/env.php", ENV_PHP.replace("'it\\'s'", "getenv('DB_PASSWORD')"));

        Found password = Magento2Files.read(folder).value(LoginItem.PASSWORD).orElseThrow();

        assertThat(password.readable()).isFalse();
        assertThat(password.where()).isEqualTo("app/etc/env.php:15");
    }

    @Test
    void saysWhichFolderWouldBeRight() throws IOException {
        assertThatThrownBy(() -> Magento1Files.read(folder.resolve("no")))
                .hasMessage("The folder " + folder.resolve("no")
                        + " does not exist; give the folder that Magento 1 is installed in");
        assertThatThrownBy(() -> Magento1Files.read(folder))
                .hasMessage("There is no app/etc/local.xml in " + folder
                        + ": give the folder that Magento 1 is installed in, or the file itself");
        write("app/etc/env.php", ENV_PHP);
        assertThatThrownBy(() -> Magento1Files.read(folder))
                .hasMessage("There is no app/etc/local.xml in " + folder
                        + ": it holds a Magento 2; name it with --magento2");
        Files.move(folder.resolve("app/etc/env.php"), folder.resolve("app/etc/env.php.old"));
        assertThatThrownBy(() -> Magento2Files.read(folder))
                .hasMessageEndingWith("Magento is there, but not installed; copy the file of the running shop");
    }

    private ShopFiles read(boolean first) {
        return first ? Magento1Files.read(folder) : Magento2Files.read(folder);
    }

    private static String text(ShopFiles files, LoginItem item) {
        return files.value(item).orElseThrow().text();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
