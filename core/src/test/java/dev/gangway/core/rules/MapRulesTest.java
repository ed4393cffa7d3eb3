package dev.gangway.core.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.schema.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapRulesTest {
    private static final Place LINE = new Place("map.xml", 7);

    /** Source rename A to B; ignore field A.x; move A.y to B.z; destination ignores D and E.q; C.p goes to D.p, C.r to E.q. */
    private final MapRules example = new MapRules(List.of(
            new Rule.RenameDocument(LINE, "A", "B"),
            new Rule.IgnoreField(LINE, Side.SOURCE, "A", "x"),
            new Rule.MoveField(LINE, "A", "y", "B", "z"),
            new Rule.MoveField(LINE, "C", "p", "D", "p"),
            new Rule.MoveField(LINE, "C", "r", "E", "q"),
            new Rule.IgnoreDocument(LINE, Side.DESTINATION, "D"),
            new Rule.IgnoreField(LINE, Side.DESTINATION, "E", "q")));

    @ParameterizedTest
    @CsvSource({
        "foo*, foo, true",
        "foo*, foobar, true",
        "foo*, xfoo, false",
        "*foo, barfoo, true",
        "*foo, barfoobaz, true",
        "a*c, abcd, true",
        "s_*b_*_*, s_xb_1_2, true",
        "s_*b_*_*, sb_1_2, false",
        "foo, foobar, false",
        "foo, foo, true",
        "foo, FOO, false",
        "f.o*, fxo, true",
        "f(o|x)*, fxa, true",
        "**, anything, true",
        "a*a*a*a*a*a*a*a*b*, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false"
    })
    void ignoresDocumentsAsTheFormatAlwaysDid(String rule, String document, boolean ignored) {
        MapRules rules = new MapRules(List.of(new Rule.IgnoreDocument(LINE, Side.SOURCE, rule)));

        assertThat(rules.isDocumentIgnored(document, Side.SOURCE)).isEqualTo(ignored);
        assertThat(rules.isDocumentIgnored(document, Side.DESTINATION)).isFalse();
    }

    @Test
    void takesARuleWithStarAlsoAsAnExactName() {
        MapRules rules = new MapRules(List.of(new Rule.IgnoreDocument(LINE, Side.SOURCE, "a.(b)*")));

        assertThat(rules.isDocumentIgnored("a.(b)*", Side.SOURCE)).isTrue();
    }

    @Test
    void mapsRenamesFromBothEndsOnBothSides() {
        MapRules rules = new MapRules(List.of(new Rule.RenameDocument(LINE, "core_store", "store")));

        assertThat(rules.mappedDocument("core_store", Side.SOURCE)).hasValue("store");
        assertThat(rules.mappedDocument("store", Side.DESTINATION)).hasValue("core_store");
        assertThat(rules.mappedDocument("store", Side.SOURCE)).hasValue("core_store");
        assertThat(rules.mappedDocument("other", Side.SOURCE)).hasValue("other");
    }

    @Test
    void letsIgnoreBeatRename() {
        MapRules rules = new MapRules(
                List.of(new Rule.RenameDocument(LINE, "a", "b"), new Rule.IgnoreDocument(LINE, Side.SOURCE, "a")));

        assertThat(rules.mappedDocument("a", Side.SOURCE)).isEmpty();
        assertThat(rules.isDocumentMapped("a", Side.SOURCE)).isFalse();
        assertThat(rules.isDocumentMapped("b", Side.DESTINATION)).isTrue();
    }

    @Test
    void letsTheFirstRenameWinAndKeepsANameRenamedToItself() {
        MapRules rules = new MapRules(List.of(
                new Rule.RenameDocument(LINE, "a", "b"),
                new Rule.RenameDocument(LINE, "a", "c"),
                new Rule.RenameDocument(LINE, "same", "same")));

        assertThat(rules.mappedDocument("a", Side.SOURCE)).hasValue("b");
        assertThat(rules.mappedDocument("c", Side.DESTINATION)).hasValue("a");
        assertThat(rules.mappedDocument("same", Side.SOURCE)).hasValue("same");
    }

    @ParameterizedTest
    @CsvSource({"A, x, SOURCE,", "A, y, SOURCE, z", "B, z, DESTINATION, y", "A, w, SOURCE, w"})
    void mapsFields(String document, String field, Side side, String expected) {
        assertThat(example.mappedField(document, field, side).orElse(null)).isEqualTo(expected);
    }

    @Test
    void mapsAMovedFieldFromEitherEndOnTheSourceToo() {
        MapRules rules =
                new MapRules(List.of(new Rule.MoveField(LINE, "cms_page", "root_template", "cms_page", "page_layout")));

        assertThat(rules.mappedField("cms_page", "page_layout", Side.SOURCE)).hasValue("root_template");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C | p | SOURCE | map.xml:7: ambiguous configuration of document D: it is ignored on the destination side, but the rule moves C.p to D.p. Remove one of the two rules.",
                "C | r | SOURCE | map.xml:7: ambiguous configuration of field E.q: it is ignored on the destination side, but the rule moves C.r to E.q. Remove one of the two rules.",
                "D | a | DESTINATION | map.xml:7: ambiguous configuration of document D: it is ignored on the destination side, but its field a is asked for. Remove one of the two rules."
            })
    void refusesRulesThatContradictEachOther(String document, String field, Side side, String message) {
        assertThatThrownBy(() -> example.mappedField(document, field, side))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PLAN_INVALID))
                .hasMessage(message);
    }

    @Test
    void givesTransformsOfIgnoredFieldsInFileOrder() {
        TransformRule first = transform("Convert", "1");
        TransformRule second = transform("SetValue", "2");
        MapRules rules = new MapRules(List.of(first, second, new Rule.IgnoreField(LINE, Side.SOURCE, "a", "b")));

        assertThat(rules.transforms("a", "b", Side.SOURCE)).containsExactly(first, second);
        assertThat(rules.transforms("a", "b", Side.DESTINATION)).isEmpty();
    }

    @Test
    void replacesAHandlerOfTheSameClassButKeepsItsPlace() {
        TransformRule first = transform("Convert", "1");
        TransformRule second = transform("SetValue", "2");
        TransformRule again = transform("Convert", "3");
        TransformRule otherText = transform("\\Convert", "4");
        MapRules rules = new MapRules(List.of(first, second, again, otherText));

        assertThat(rules.effectiveTransforms("a", "b", Side.SOURCE)).containsExactly(again, second, otherText);
    }

    @ParameterizedTest
    @CsvSource({
        "\\Migration\\Handler\\Convert, Convert",
        "Migration\\Handler\\SerializeToJson\\ItemOption, SerializeToJson\\ItemOption",
        "Convert, Convert",
        "\\Vendor\\Own, Vendor\\Own"
    })
    void shortensHandlerNames(String className, String shortName) {
        assertThat(new HandlerSpec(className, Map.of()).shortName()).isEqualTo(shortName);
    }

    @Test
    void readsAFileWithIncludedParts(@TempDir Path folder) throws IOException {
        // Given
        Files.writeString(folder.resolve("map.xml"), """
                <map xmlns:xi="http://www.w3.org/2001/XInclude">
                    <source>
                        <document_rules>
                            <ignore><document>own</document></ignore>
                            <xi:include href="shared/rules.xml"/>
                        </document_rules>
                    </source>
                    <destination/>
                </map>
                """);
        Files.createDirectory(folder.resolve("shared"));
        Files.writeString(folder.resolve("shared/rules.xml"), """
                <document_rules>
                    <ignore><document>shared</document></ignore>
                </document_rules>
                """);
        Problems problems = new Problems();

        // When
        MapRules rules = MapRules.read(folder.resolve("map.xml"), problems);

        // Then
        assertThat(problems.all()).isEmpty();
        assertThat(rules.allRules())
                .containsExactly(
                        new Rule.IgnoreDocument(place(folder, "map.xml", 4), Side.SOURCE, "own"),
                        new Rule.IgnoreDocument(place(folder, "shared/rules.xml", 2), Side.SOURCE, "shared"));
    }

    private static Place place(Path folder, String file, int line) {
        return new Place(folder.resolve(file).toString(), line);
    }

    private static TransformRule transform(String className, String value) {
        return new TransformRule(LINE, Side.SOURCE, "a", "b", new HandlerSpec(className, Map.of("value", value)));
    }
}
