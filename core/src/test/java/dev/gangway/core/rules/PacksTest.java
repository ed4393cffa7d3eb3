package dev.gangway.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.config.Mode;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PacksTest {
    private static final Pattern HREF = Pattern.compile("href=\"([^\"]+)\"");

    private final Problems problems = new Problems();
    private final List<Pack> packs = Pack.all(problems);

    @Test
    void coversEveryReleaseOfEveryEdition() {
        assertThat(problems.all()).isEmpty();
        assertThat(packs).hasSize(33 + 33 + 36).allSatisfy(pack -> {
            assertThat(pack.config().options().text(OptionName.EDITION_MIGRATE)).contains(pack.edition());
            assertThat(pack.config().options().text(OptionName.EDITION_NUMBER)).contains(pack.release());
        });
    }

    @Test
    void runsTheStepsOfTheEditionInOrder() {
        for (Pack pack : packs) {
            boolean commerce = pack.edition().startsWith("commerce");

            assertThat(titles(pack, Mode.SETTINGS)).containsExactly("Settings Step", "Stores Step");
            assertThat(titles(pack, Mode.DATA))
                    .startsWith("Data Integrity Step", "EAV Step")
                    .containsSubsequence("Customer Attributes Step", "Map Step", "Url Rewrite Step", "OrderGrids Step")
                    .endsWith("PostProcessing Step")
                    .hasSizeBetween(commerce ? 15 : 13, commerce ? 16 : 13);
            assertThat(titles(pack, Mode.DELTA)).hasSize(commerce ? 11 : 9).endsWith("Inventory Step");
        }
    }

    @Test
    void readsEveryRuleFileOfEveryPackWithoutAProblem() {
        Set<Path> read = new HashSet<>();
        for (Pack pack : packs) {
            for (OptionName option : OptionName.values()) {
                pack.file(option).filter(read::add).ifPresent(file -> read(file, option.kind()));
            }
        }

        assertThat(problems.all()).isEmpty();
        assertThat(read).hasSizeGreaterThan(40);
    }

    @Test
    void keepsNoFileThatNoPackUses() throws IOException {
        Set<Path> used = new HashSet<>();
        for (Pack pack : packs) {
            addWithIncludes(pack.config().file(), used);
            for (OptionName option : OptionName.values()) {
                pack.file(option).ifPresent(file -> addWithIncludes(file, used));
            }
        }

        assertThat(Pack.xmlFiles()).hasSizeGreaterThan(200).isSubsetOf(used);
    }

    private static List<String> titles(Pack pack, Mode mode) {
        return pack.config().steps(mode).stream().map(step -> step.title()).toList();
    }

    private void read(Path file, OptionName.Kind kind) {
        switch (kind) {
            case MAP -> MapRules.read(file, problems);
            case GROUPS -> Groups.read(file, problems);
            case SETTINGS -> SettingsRules.read(file, problems);
            case CLASS_MAP -> ClassMap.read(file, problems);
            case INTEGER, FLAG, TEXT -> {}
        }
    }

    private static void addWithIncludes(Path file, Set<Path> used) {
        if (!used.add(file)) {
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
