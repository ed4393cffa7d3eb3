package dev.gangway.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gangway.core.login.LoginTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The module for Magento 2 that verifies old passwords, run by PHP where there is one. */
class LoginModuleTest {
    private static final Path HOME =
            Path.of(System.getProperty("gangway.home", "..")).toAbsolutePath().normalize();
    private static final Path MODULE = HOME.resolve("etc/magento2-module");
    private static final Path PROGRAM = HOME.resolve("integration-tests/src/test/php/logins.php");

    @Test
    void customersLogInWithTheirOldPasswordsOnce() throws Exception {
        assumeThat(hasPhp()).as("there is a php").isTrue();

        Process php = new ProcessBuilder("php", PROGRAM.toString(), MODULE.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(php.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(php.waitFor()).as(said).isZero();
        assertThat(said).endsWith("all hold\n").doesNotContain("FAIL");
    }

    @Test
    void theTableIsTheOneThatGangwayFills() throws IOException {
        String schema = Files.readString(MODULE.resolve("etc/db_schema.xml"));
        List<String> columns = Pattern.compile("<column xsi:type=\"\\w+\" name=\"(\\w+)\"")
                .matcher(schema)
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(schema).contains("<table name=\"" + LoginTable.NAME + "\"");
        assertThat(columns).containsExactly(LoginTable.CUSTOMER, LoginTable.KIND, LoginTable.HASH);
    }

    private static boolean hasPhp() throws InterruptedException {
        try {
            Process php = new ProcessBuilder("php", "-v")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return php.waitFor(1, TimeUnit.MINUTES) && php.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
