package dev.gangway.core.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.problem.Problem;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmlReaderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void knowsTheLineAnElementStartsIn() throws IOException {
        // When
        XmlNode root = read("""
                <?xml version="1.0"?>
                <!-- a comment
                     of two lines -->
                <config
                    id="1">
                    <a/><b>
                    </b>
                    <c
                        x="1"
                        y="2"/>
                </config>
                """);

        // Then
        assertThat(root.place().line()).isEqualTo(4);
        assertThat(root.children()).extracting(c -> c.place().line()).containsExactly(6, 6, 8);
    }

    @Test
    void keepsTextUntrimmedAndSplitAtComments() throws IOException {
        XmlNode root = read("<a><b> x </b><c>y<!-- - -->z</c><d><![CDATA[<&>]]></d><e>&lt;&#65;</e></a>");

        assertThat(root.children().get(0).text()).isEqualTo(" x ");
        assertThat(root.children().get(1).texts()).containsExactly("y", "z");
        assertThat(root.children().get(2).text()).isEqualTo("<&>");
        assertThat(root.children().get(3).text()).isEqualTo("<A");
    }

    @Test
    void turnsLineBreaksInAttributesIntoBlanks() throws IOException {
        assertThat(read("<a b='x\ny'/>").attributes()).containsEntry("b", "x y");
    }

    @Test
    void leavesOutAttributesThatXmlItselfDefines() throws IOException {
        XmlNode root = read(
                "<a xmlns:s='http://www.w3.org/2001/XMLSchema-instance' s:schemaLocation='x' xml:lang='en' b='1'/>");

        assertThat(root.attributes()).containsOnlyKeys("b");
    }

    @Test
    void readsOtherCharsets() throws IOException {
        Path file = folder.resolve("latin.xml");
        Files.write(
                file, "<?xml version='1.0' encoding='ISO-8859-1'?><a>\u00fc</a>".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(XmlReader.read(file, problems).map(XmlNode::text)).hasValue("\u00fc");
    }

    @Test
    void putsAnIncludedRootOrItsChildrenInPlace() throws IOException {
        // Given
        Files.writeString(folder.resolve("part.xml"), "<part><x/></part>");
        Files.writeString(folder.resolve("same.xml"), "<a><y/><z/></a>");

        // When
        XmlNode root = read("""
                <a xmlns:inc="http://www.w3.org/2001/XInclude">
                    <first/>
                    <inc:include href="part.xml"/>
                    <inc:include href="same.xml" parse="xml"/>
                    <last/>
                </a>
                """);

        // Then
        assertThat(root.children()).extracting(XmlNode::name).containsExactly("first", "part", "y", "z", "last");
        assertThat(root.children().get(1).place().file()).endsWith("part.xml");
    }

    @Test
    void refusesElementsNestedTooDeep() throws IOException {
        assertThat(refused("<a>".repeat(100_000))).startsWith("Elements are nested deeper than 64 levels");
    }

    @Test
    void refusesTooManyElements() throws IOException {
        assertThat(refused("<a>" + "<b/>".repeat(500_000) + "</a>"))
                .startsWith("The file has more than 400000 elements");
    }

    @Test
    void refusesHugeFiles() throws IOException {
        assertThat(refused("<a>" + " ".repeat((int) XmlReader.MAX_BYTES) + "</a>"))
                .startsWith("The file has 16777223 bytes");
    }

    @Test
    void refusesEntitiesThatGrow() throws IOException {
        String bomb = """
                <!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;"><!ENTITY z "&y;&y;&y;&y;">]>
                <a>&z;</a>
                """;

        assertThat(refused(bomb)).startsWith("A document type declaration");
    }

    @Test
    void tellsThatAFileIsMissing() {
        Optional<XmlNode> root = XmlReader.read(folder.resolve("none.xml"), problems);

        assertThat(root).isEmpty();
        assertThat(problems.all())
                .extracting(Problem::message)
                .containsExactly("There is no such file; correct the name or create it");
    }

    private String refused(String xml) throws IOException {
        Path file = folder.resolve("hostile.xml");
        Files.writeString(file, xml);
        assertThat(XmlReader.read(file, problems)).isEmpty();
        List<Problem> all = problems.all();
        assertThat(all).hasSize(1);
        return all.get(0).message();
    }

    private XmlNode read(String xml) throws IOException {
        Path file = folder.resolve("file.xml");
        Files.writeString(file, xml);
        Optional<XmlNode> root = XmlReader.read(file, problems);
        assertThat(problems.all()).isEmpty();
        return root.orElseThrow();
    }
}
