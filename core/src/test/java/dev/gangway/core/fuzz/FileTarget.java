package dev.gangway.core.fuzz;

import dev.gangway.core.config.ConfigEnvironment;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.problem.Problem;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.ClassMap;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.rules.SettingsRules;
import dev.gangway.core.schema.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of the XML files, read and asked something. */
final class FileTarget implements FuzzTarget {
    private static final List<String> WORDS = List.of(
            ("< > </ /> & &amp; &#x10FFFF; &#0; &a; ]]> <![CDATA[ <!-- --> <? ?> \" ' = * ** . .. ${env:X} ${env:"
                            + " ${file:config.xml} ${file: ${ } \0 \ud83d\ude00 \ufeff <map> <a> </a> <a *a ( [ \\ [a:b] <document>"
                            + " </document> <field> <ignore> <rename> <transform> <param <to> name=\" value=\" mode=\"data\""
                            + " source-id=\" encoding=\"UTF-16\" \n \t <!DOCTYPE|a> <!ENTITY|a|'b'> <handler|class=\""
                            + " <group|name=\" <step|title=\" <xi:include|href='map.xml'/> <xi:include|href='other.xml'/>"
                            + " |xmlns:xi=\"http://www.w3.org/2001/XInclude\" |")
                    .split(" ", -1));

    private final String file;
    private final Path folder;
    private final List<Path> corpus;

    /** @param corpus folder whose subfolders hold files of this name to start from */
    FileTarget(String file, Path folder, Path corpus) {
        this.file = file;
        this.folder = folder;
        try (Stream<Path> folders = Files.list(corpus)) {
            this.corpus = folders.map(sub -> sub.resolve(file))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return file;
    }

    @Override
    public List<byte[]> seeds() {
        return corpus.stream().map(FileTarget::bytes).toList();
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> words() {
        return WORDS.stream().map(word -> word.replace('|', ' ')).toList();
    }

    @Override
    public String read(byte[] input) throws IOException {
        Path path = folder.resolve(file);
        Files.write(path, input);
        var problems = new Problems();
        ask(path, problems);
        return problems.all().stream()
                .map(FileTarget::kind)
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    private static String kind(Problem problem) {
        if (problem.toString().isBlank() || problem.place().line() < 0) {
            throw new AssertionError("A problem without text or place");
        }
        return problem.message().replaceAll("\"[^\"]*\"|<[^>]*>|\\d+", "#").replaceAll("#.*#", "#");
    }

    private void ask(Path path, Problems problems) {
        switch (file) {
            case "map.xml" -> {
                MapRules rules = MapRules.read(path, problems);
                String name = "a".repeat(64);
                rules.isDocumentIgnored(name, Side.SOURCE);
                rules.mappedDocument(name, Side.SOURCE);
            }
            case "settings.xml" -> SettingsRules.read(path, problems).isIgnored("a/".repeat(40));
            case "groups.xml" -> Groups.read(path, problems);
            case "class-map.xml" -> ClassMap.read(path, problems).pairs();
            default -> {
                var environment = new ConfigEnvironment(Map.of("X", "${env:X}"), folder, Optional.empty());
                MigrationConfig.read(path, environment, problems).ifPresent(config -> RuleFiles.read(config, problems));
            }
        }
    }
}
