package dev.gangway.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void collectsTypesOfOneNameAndKeepsTheLastKey() throws IOException {
        // When
        Groups groups = read("""
                <groups>
                    <group name="ignore">
                        <document key="old">table</document>
                        <document>bare</document>
                        <document key="new">table</document>
                        <attribute type="catalog_product">url_path</attribute>
                        <attribute type="catalog_category">url_path</attribute>
                    </group>
                </groups>
                """);

        // Then
        assertThat(groups.group("ignore")).containsExactly("table", "bare", "url_path");
        assertThat(groups.key("ignore", "table")).hasValue("new");
        assertThat(groups.key("ignore", "bare")).isEmpty();
        assertThat(groups.types("ignore", "url_path")).containsExactly("catalog_product", "catalog_category");
        assertThat(groups.contains("ignore", "nothing")).isFalse();
    }

    @Test
    void answersForAGroupThatIsNotThere() {
        assertThat(Groups.empty().group("documents")).isEmpty();
        assertThat(Groups.empty().types("documents", "a")).isEmpty();
    }

    @Test
    void keepsClassesMappedToNothingAndLetsLaterOnesWin() throws IOException {
        // Given
        Path file = folder.resolve("class-map.xml");
        Files.writeString(file, """
                <classmap>
                    <rename><from>a</from><to>Old</to></rename>
                    <rename><from>none</from><to/></rename>
                    <rename><from>a</from><to>New</to></rename>
                </classmap>
                """);
        Problems problems = new Problems();

        // When
        ClassMap map = ClassMap.read(file, problems);

        // Then
        assertThat(map.pairs()).containsExactly(java.util.Map.entry("a", "New"), java.util.Map.entry("none", ""));
        assertThat(problems.hasErrors()).isFalse();
        assertThat(problems.all()).hasSize(1);
    }

    private Groups read(String xml) throws IOException {
        Path file = folder.resolve("groups.xml");
        Files.writeString(file, xml);
        Problems problems = new Problems();
        Groups groups = Groups.read(file, problems);
        assertThat(problems.all()).isEmpty();
        return groups;
    }
}
