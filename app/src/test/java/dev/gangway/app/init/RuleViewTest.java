package dev.gangway.app.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleViewTest {
    private static final Path PACKS = Path.of("../etc/opensource-to-opensource").toAbsolutePath();
    private static final Schema EMPTY = new Schema(List.of());

    @Test
    void seesNoDifferenceWhereNoTableIsConcerned() {
        Schema plain = schema(table("sales_flat_quote", "entity_id", "visitor"), table("newsletter_subscriber", "x"));

        assertThat(view("map-1.9.3.0.xml", plain).differences(view("map-1.9.4.1.xml", plain)))
                .isEmpty();
    }

    @Test
    void namesTheTablesAndColumnsThatOtherRulesAreAbout() {
        Schema extended = schema(
                table("sales_flat_quote", "entity_id", "visitor_id"),
                table("mailchimp_errors", "id"),
                table("customer_entity", "entity_id"));

        assertThat(view("map-1.9.3.0.xml", extended).differences(view("map-1.9.4.1.xml", extended)))
                .containsExactly("source mailchimp_errors", "source sales_flat_quote.visitor_id");
        assertThat(view("map-1.9.3.3.xml", extended).differences(view("map-1.9.4.1.xml", extended)))
                .containsExactly("source sales_flat_quote.visitor_id");
    }

    private static RuleView view(String map, Schema source) {
        var problems = new Problems();
        RuleView view = RuleView.of(MapRules.read(PACKS.resolve(map), problems), source, EMPTY);
        assertThat(problems.all()).isEmpty();
        return view;
    }

    private static Schema schema(Table... tables) {
        return new Schema(List.of(tables));
    }

    private static Table table(String name, String... columns) {
        List<Column> list = Stream.of(columns)
                .map(column -> new Column(column, "int", true, null, false, false, null))
                .toList();
        return new Table(name, list, List.of(), List.of(), List.of(), "InnoDB", false, 0);
    }
}
