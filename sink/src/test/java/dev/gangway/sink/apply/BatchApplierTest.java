package dev.gangway.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.MappedChange;
import dev.gangway.core.change.SourceKey;
import dev.gangway.core.change.TargetOperation;
import dev.gangway.core.change.TargetOperation.Cascade;
import dev.gangway.core.change.TargetOperation.Clear;
import dev.gangway.core.change.TargetOperation.Delete;
import dev.gangway.core.change.TargetOperation.Edge;
import dev.gangway.core.change.TargetOperation.Upsert;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.ForeignKey;
import dev.gangway.core.schema.ReferentialAction;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Table;
import dev.gangway.core.schema.UniqueKey;
import dev.gangway.mysql.state.WaitingChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a batch does to the target, change by change: order, coalescing, conflicts, cascades, parking, what waits. */
class BatchApplierTest {
    private static final Schema SCHEMA = new Schema(List.of(
            table("item", List.of(), List.of(reference("order_id", "order")), "id", "order_id", "v"),
            table("order", List.of(new UniqueKey("number", List.of("number"))), List.of(), "id", "number", "v"),
            table("option", List.of(), List.of(reference("item_id", "item")), "id", "item_id", "v")));
    private static final List<Edge> OPTIONS =
            List.of(new Edge("option", "item_id", "id", Cascade.Action.DELETE, List.of()));

    private final InMemoryTarget target = new InMemoryTarget(SCHEMA);
    private final BatchApplier applier = new BatchApplier(SCHEMA);
    private final List<MappedChange> changes = new ArrayList<>();
    private long position;

    @Test
    void writesParentsFirstAndDeletesChildrenFirst() throws SQLException {
        change(upsert("item", "1", "9", "x"));
        change(upsert("order", "9", "n9", "x"));
        apply();
        assertThat(target.writes).containsExactly("write order 9", "write item 1");

        target.writes.clear();
        change(delete("order", "9"));
        change(delete("item", "1"));
        apply();
        assertThat(target.writes).containsExactly("delete item 1", "delete order 9");
    }

    @Test
    void writesOnlyTheLastVersionOfARowAndCountsTheOthersAsCoalesced() throws SQLException {
        change(upsert("order", "1", "n1", "first"));
        change(new Upsert("order", List.of("id"), row("order", List.of("id", "v"), "1", "second")));

        ApplyResult result = apply();

        assertThat(target.rows("order")).containsExactly("1 n1 second");
        assertThat(target.writes).hasSize(1);
        assertThat(result.counts()).isEqualTo(Map.of("s_order", new ApplyResult.Counts(1, 1, 0, 0)));
    }

    @Test
    void keepsNothingOfARowThatWasDeletedAndCameBack() throws SQLException {
        change(upsert("order", "1", "n1", "old"));
        apply();
        change(delete("order", "1"));
        change(new Upsert("order", List.of("id"), row("order", List.of("id", "number"), "1", "n2")));
        apply();

        assertThat(target.rows("order")).containsExactly("1 n2 -");
    }

    @Test
    void swapsUniqueValuesAndLosesNoRow() throws SQLException {
        change(upsert("order", "1", "a", "x"));
        change(upsert("order", "2", "b", "y"));
        apply();
        change(upsert("order", "1", "b", "x"));
        change(upsert("order", "2", "a", "y"));
        ApplyResult result = apply();

        assertThat(target.rows("order")).containsExactly("1 b x", "2 a y");
        assertThat(result.parked()).isEmpty();
    }

    @Test
    void letsTheNewerRowHaveAUniqueValueAndTellsWhichGaveWay() throws SQLException {
        change(upsert("order", "1", "a", "x"));
        apply();
        change(upsert("order", "2", "a", "y"));
        ApplyResult result = apply();

        assertThat(target.rows("order")).containsExactly("2 a y");
        assertThat(result.parked()).singleElement().satisfies(parked -> {
            assertThat(parked.isDisplaced()).isTrue();
            assertThat(parked.key()).isEqualTo("id=1");
        });
        assertThat(result.counts()).isEqualTo(Map.of("s_order", new ApplyResult.Counts(1, 0, 0, 0)));
    }

    @Test
    void carriesCascadesOutInTheirPlace() throws SQLException {
        change(upsert("order", "1", "a", "x"));
        change(upsert("item", "5", "1", "x"));
        change(upsert("option", "7", "5", "x"));
        change(delete("order", "1"), new Cascade("item", "order_id", "1", Cascade.Action.DELETE, null, OPTIONS));
        change(upsert("item", "6", "1", "later"));
        apply();

        assertThat(target.rows("item")).containsExactly("6 1 later");
        assertThat(target.rows("option")).isEmpty();
    }

    @Test
    void emptiesATableInItsPlace() throws SQLException {
        change(upsert("order", "1", "a", "x"));
        change(new Clear("order"));
        change(upsert("order", "2", "b", "x"));
        ApplyResult result = apply();

        assertThat(target.rows("order")).containsExactly("2 b x");
        assertThat(result.counts()).isEqualTo(Map.of("s_order", new ApplyResult.Counts(2, 1, 0, 0)));
    }

    @Test
    void findsTheRefusedRowAmongManyAndParksItWithWhatRefersToIt() throws SQLException {
        target.refuses("bad");
        for (int i = 1; i <= 40; i++) {
            change(upsert("order", "" + i, "n" + i, i == 17 ? "bad" : "good"));
            change(upsert("item", "" + i, "" + i, "x"));
            change(upsert("option", "" + i, "" + i, "x"));
        }
        ApplyResult result = apply();

        assertThat(target.rows("order")).hasSize(39);
        assertThat(target.rows("option")).hasSize(39);
        assertThat(result.parked())
                .extracting(Parked::code, Parked::targetTable, Parked::waitsFor)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("TARGET_REJECTED", "order", ""),
                        org.assertj.core.groups.Tuple.tuple("JOINED", "item", "order id=17"),
                        org.assertj.core.groups.Tuple.tuple("JOINED", "option", "item id=17"));
        assertThat(result.counts().values())
                .allSatisfy(counts -> assertThat(counts).isEqualTo(new ApplyResult.Counts(39, 0, 0, 1)));
    }

    @Test
    void letsChildrenOfAWaitingRowWaitWhereverTheyStandInTheBatch() throws SQLException {
        var waiting = new WaitingChange(3, "s_order", "id=1", List.of("order id=1"), "");
        change(upsert("item", "5", "1", "x"));
        change(upsert("option", "7", "5", "x"));
        change(upsert("item", "6", "2", "of another order"));
        ApplyResult result = applier.apply(target, new Work(changes, Map.of(), List.of(waiting)));

        assertThat(target.rows("item")).containsExactly("6 2 of another order");
        assertThat(result.parked()).extracting(Parked::waitsFor).containsExactly("order id=1", "item id=5");
    }

    @Test
    void triesANewerVersionOfAWaitingRowAndSaysThatItCame() throws SQLException {
        var waiting = new WaitingChange(3, "s_order", "id=1", List.of("order id=1"), "");
        change(upsert("order", "1", "a", "x"));
        ApplyResult result = applier.apply(target, new Work(changes, Map.of(), List.of(waiting)));

        assertThat(target.rows("order")).hasSize(1);
        assertThat(result.renewed()).containsExactly(WaitingIndex.source("s_order", "id=1"));
    }

    @Test
    void doesNotCountWhatFollowsAgain() throws SQLException {
        change(upsert("item", "5", "1", "waited"));
        Map<Long, MappedChange> waited = Map.of(8L, changes.remove(0));
        change(upsert("item", "5", "1", "newer"));
        change(upsert("order", "1", "a", "x"));
        ApplyResult result = applier.apply(target, Work.of(changes, waited, List.of()));

        assertThat(target.rows("item")).containsExactly("5 1 newer");
        assertThat(result.followed()).isEqualTo(Set.of(8L));
        assertThat(result.counts())
                .isEqualTo(Map.of(
                        "s_item", new ApplyResult.Counts(1, 0, 0, 0), "s_order", new ApplyResult.Counts(1, 0, 0, 0)));
    }

    @Test
    void saysWhichOfThoseThatFollowHaveToWaitOn() throws SQLException {
        target.refuses("bad");
        change(upsert("item", "5", "1", "bad"));
        Map<Long, MappedChange> waited = Map.of(8L, changes.remove(0));
        ApplyResult result = applier.apply(target, Work.of(changes, waited, List.of()));

        assertThat(result.again()).containsOnlyKeys(8L);
        assertThat(result.parked()).isEmpty();
    }

    private ApplyResult apply() throws SQLException {
        ApplyResult result = applier.apply(target, changes);
        changes.clear();
        return result;
    }

    private void change(TargetOperation... operations) {
        TargetOperation first = operations[0];
        Row row = first instanceof Upsert upsert ? upsert.row() : first instanceof Delete delete ? delete.key() : null;
        String key = row == null ? "*" : SourceKey.text(List.of("id"), row);
        changes.add(new MappedChange(
                "s_" + first.table(), key, new SourcePosition(1, ++position, 0), "t", 0, List.of(operations), null));
    }

    private static Upsert upsert(String table, String... values) {
        return new Upsert(
                table,
                List.of("id"),
                row(table, SCHEMA.table(table).orElseThrow().columnNames(), values));
    }

    private static Delete delete(String table, String id) {
        return new Delete(table, row(table, List.of("id"), id));
    }

    private static Row row(String table, List<String> fields, String... values) {
        return Row.full(new Layout(table, fields), Arrays.copyOf(values, values.length, Object[].class));
    }

    private static Table table(String name, List<UniqueKey> unique, List<ForeignKey> references, String... columns) {
        List<Column> all = Arrays.stream(columns)
                .map(column -> new Column(column, "varchar(99)", true, null, false, false, null))
                .toList();
        return new Table(name, all, List.of("id"), unique, references, "InnoDB", false, 0);
    }

    private static ForeignKey reference(String column, String parent) {
        return new ForeignKey(
                column, List.of(column), parent, List.of("id"), ReferentialAction.CASCADE, ReferentialAction.CASCADE);
    }
}
