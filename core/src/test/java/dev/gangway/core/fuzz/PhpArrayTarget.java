package dev.gangway.core.fuzz;

import dev.gangway.core.php.PhpArrayFile;
import dev.gangway.core.php.PhpNode;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** PHP source that returns an array: answered with an array or with one problem at a line of the file. */
final class PhpArrayTarget implements FuzzTarget {
    private static final List<String> WORDS = List.of(
            ("<?php ?> return array ( ) [ ] { } => , ; . ... - + ' \" '' \"\" \\ \\' \\\" $x \"$x\" \"{$x}\" {$ // # #[ /* */ <<<EOT"
                            + " true null 1 0x1f 1.5 PHP_EOL PDO::X \\A\\B fn($x) function use 'db' 'connection' 'a'=>'b', :: ? : & !"
                            + " \n \r\n \t \0 \ud83d\ude00 \\x41 \\u{110000} \\u{41} \\777")
                    .split(" ", -1));

    private final Path folder;

    PhpArrayTarget(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "env.php";
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "<?php\nreturn [\n 'db' => ['connection' => ['default' => ['host' => 'localhost']]], 'x' => getenv('A')];\n",
                        "<?php\ndeclare(strict_types=1);\nreturn array ('a' => array ( 0 => \"\\x41{$b}\", PDO::A => -1.5, ), /* c */ );",
                        "<?php if (x) { return [1]; } return ['f' => function ($a) { return [$a => 1]; }, ...$b, [1][0]]; ?>",
                        "<?php return ['a' => 'it\\'s', # x\n 'b' => <<<EOT\nx\nEOT\n];",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public List<String> words() {
        return WORDS.stream().map(word -> word.isEmpty() ? " " : word).toList();
    }

    @Override
    public String read(byte[] input) throws IOException {
        Path file = folder.resolve("env.php");
        Files.write(file, input);
        var problems = new Problems();
        Optional<PhpNode> root = PhpArrayFile.read(file, problems);
        if (root.isPresent() == problems.hasErrors() || problems.all().size() > 1) {
            throw new AssertionError("Neither an array nor one problem");
        }
        return root.map(node -> shape(node, 3))
                .orElseGet(() -> problems.all().get(0).message().replaceAll("\"[^\"]*\"|\\d+", "#"));
    }

    private static String shape(PhpNode node, int depth) {
        if (node.place().line() < 1) {
            throw new AssertionError("A value without a line");
        }
        StringBuilder shape = new StringBuilder(node.kind().name().substring(0, 1));
        if (depth > 0) {
            node.entries().values().stream().limit(4).forEach(entry -> shape.append(shape(entry, depth - 1)));
        }
        return shape.toString();
    }
}
