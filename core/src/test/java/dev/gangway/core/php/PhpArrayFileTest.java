package dev.gangway.core.php;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhpArrayFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void readsBothWaysToWriteAnArray() throws IOException {
        // Given
        String source = """
                <?php
                declare(strict_types=1); # once
                // return 'this';
                return array (
                  /* of
                     the shop */
                  'db' => [
                    'connection' => array('default' => ['host' => 'localhost', "port" => 3306,]),
                    'ports' => [-1, 5 => 'a', 'b', ],
                    'on' => TRUE, 'off' => null,
                  ],
                );
                ?>
                rest
                """;

        // When
        PhpNode root = read(source).orElseThrow();

        // Then
        assertThat(root.at("db/connection/default/host").orElseThrow().text()).isEqualTo("localhost");
        assertThat(root.at("db/connection/default/port").orElseThrow().kind()).isEqualTo(PhpNode.Kind.NUMBER);
        assertThat(root.at("db/connection/default/port").orElseThrow().place().line())
                .isEqualTo(8);
        assertThat(root.at("db/ports").orElseThrow().entries().keySet()).containsExactly("0", "5", "6");
        assertThat(root.at("db/ports/0").orElseThrow().text()).isEqualTo("-1");
        assertThat(root.at("db/on").orElseThrow().text()).isEqualTo("true");
        assertThat(root.at("db/off").orElseThrow().text()).isEqualTo("null");
        assertThat(root.at("db/nothing/there")).isEmpty();
        assertThat(problems.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'it\\'s' | it's",
                "'a\\\\b\\n' | a\\b\\n",
                "\"a\\\"b\\\\c\\$d\" | a\"b\\c$d",
                "\"\\x41\\101\\u{1F600}\\q\" | AA\ud83d\ude00\\q",
                "\"5 $ and \\{$\" | 5 $ and \\{$",
                "'$x {$y}' | $x {$y}"
            })
    void understandsQuotedTexts(String quoted, String text) throws IOException {
        assertThat(read("<?php return ['a' => " + quoted + "];")
                        .orElseThrow()
                        .at("a")
                        .orElseThrow()
                        .text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "getenv('X') ?: 'y'",
                "'a' . PHP_EOL . 'b'",
                "\"$x\"",
                "\"{$x['y']}\"",
                "$_ENV['X']",
                "new Foo(['a' => 1])",
                "function () { return ['k' => 'z']; }",
                "fn($x) => $x",
                "(string) 5",
                "[1, 2][0]",
                "PHP_EOL"
            })
    void passesOverWhatOnlyPhpCanWorkOut(String expression) throws IOException {
        PhpNode root =
                read("<?php return ['x' => " + expression + ", 'k' => 'v'];").orElseThrow();

        assertThat(root.at("x").orElseThrow().kind()).isEqualTo(PhpNode.Kind.EXPRESSION);
        assertThat(root.at("k").orElseThrow().text()).isEqualTo("v");
    }

    @Test
    void knowsConstantsThatAreKeysByTheirNames() throws IOException {
        PhpNode root =
                read("<?php if (true) { return ['a']; } return [\\PDO::MYSQL_ATTR_SSL_CA => '/ca.pem', 1014 => false];")
                        .orElseThrow();

        assertThat(root.entries().keySet()).containsExactly("\\PDO::MYSQL_ATTR_SSL_CA", "1014");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "return [];| 1: The file is not read as PHP: it does not begin with <?php",
                "<?php| 1: The file is not read as PHP: it returns nothing; write return [...];",
                "<?php#$x = ['a'];#return $x;| 3: The file is not read as PHP: what it returns is no array as it stands, and PHP is not run; write return [...];",
                "<?php#return ['a' => 'b',#'c' => 'd;| 3: The file is not read as PHP: a text begins here and does not end; close it with '",
                "<?php#return [#'a' => ['b' => 'c',#'d' => 'e'#;| 5: The file is not read as PHP: \";\" stands where the array of line 3 goes on or ends with \"]\"",
                "<?php#return [#'a' => array('b'],#];| 3: The file is not read as PHP: \"]\" stands where the array of line 3 goes on or ends with \")\"",
                "<?php#return [#'a' => 1,| 2: The file is not read as PHP: an array begins here and does not end; close it with \"]\"",
                "<?php#return [#'a' => ,#];| 3: The file is not read as PHP: a value is missing before \",\"",
                "<?php#return ['a']#];| 3: The file is not read as PHP: the array has ended, but \"]\" follows; is a bracket too many?",
                "<?php#return [1] + [2];| 2: The file is not read as PHP: what it returns is no array as it stands, and PHP is not run; write return [...];",
                "<?php#/* return [];| 2: The file is not read as PHP: a comment begins here and does not end; close it with */",
                "<?php#return ['a' => <<<EOT#x#EOT#];| 2: The file is not read as PHP: a text in heredoc form (<<<) is not read; write it in quotes"
            })
    void namesTheLineOfAMistake(String source, String message) throws IOException {
        assertThat(read(source.replace('#', '\n'))).isEmpty();
        assertThat(problems.all()).hasSize(1);
        assertThat(problems.all().get(0)).hasToString(file() + ":" + message.strip());
    }

    @Test
    void refusesNestingThatWouldUseUpTheStack() throws IOException {
        assertThat(read("<?php return " + "[".repeat(100_000))).isEmpty();
        assertThat(problems.all().get(0).message()).contains("nested deeper than 64 levels");
    }

    @Test
    void takesWhatIsNotUtf8ByteByByte() throws IOException {
        Files.write(file(), "<?php return ['a' => 'b\u00fcro'];".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(PhpArrayFile.read(file(), problems)
                        .orElseThrow()
                        .at("a")
                        .orElseThrow()
                        .text())
                .isEqualTo("b\u00fcro");
    }

    private Path file() {
        return folder.resolve("env.php");
    }

    private Optional<PhpNode> read(@Nullable String source) throws IOException {
        Files.writeString(file(), String.valueOf(source));
        return PhpArrayFile.read(file(), problems);
    }
}
