package dev.gangway.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.xml.XmlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PacksTest {
    private static final Pattern HREF = Pattern.compile("href=\"([^\"]+)\"");

    private final Problems problems = new Problems();

    @Test
    void coversEveryReleaseOfEveryEdition() {
        List<Pack> packs = Pack.all(problems);

        assertThat(problems.all()).isEmpty();
        assertThat(packs)
                .hasSize(33 + 33 + 36)
                .allSatisfy(pack -> assertThat(pack.options()).containsEntry("edition_number", pack.release()))
                .allSatisfy(pack -> assertThat(pack.options()).containsEntry("edition_migrate", pack.edition()));
    }

    @Test
    void readsEveryRuleFileOfEveryPackWithoutAProblem() {
        Set<Path> read = new HashSet<>();
        for (Pack pack : Pack.all(problems)) {
            for (String option : pack.options().keySet()) {
                if (isFile(option) && read.add(pack.file(option))) {
                    read(pack.file(option), option);
                }
            }
        }

        assertThat(problems.all()).isEmpty();
        assertThat(read).hasSizeGreaterThan(40);
    }

    @Test
    void keepsNoFileThatNoPackUses() throws IOException {
        Set<Path> used = new HashSet<>();
        for (Pack pack : Pack.all(problems)) {
            addWithIncludes(pack.config(), used);
            pack.options().keySet().stream()
                    .filter(PacksTest::isFile)
                    .forEach(o -> addWithIncludes(pack.file(o), used));
        }

        assertThat(Pack.xmlFiles().filter(f -> !f.endsWith("checkstyle.xml"))).isSubsetOf(used);
    }

    private static boolean isFile(String option) {
        return option.endsWith("_file")
                || option.endsWith("_groups")
                || option.endsWith("_map")
                || option.equals("class_map");
    }

    private void read(Path file, String option) {
        if (option.contains("groups")) {
            Groups.read(file, problems);
        } else if (option.equals("delta_document_groups_file")) {
            Groups.read(file, problems);
        } else if (option.equals("class_map")) {
            ClassMap.read(file, problems);
        } else if (option.equals("settings_map_file")) {
            SettingsRules.read(file, problems);
        } else {
            MapRules.read(file, problems);
        }
    }

    private void addWithIncludes(Path file, Set<Path> used) {
        if (!used.add(file) || XmlReader.read(file, problems).isEmpty()) {
            return;
        }
        Matcher include = HREF.matcher(text(file));
        while (include.find()) {
            addWithIncludes(file.resolveSibling(include.group(1)).normalize(), used);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
