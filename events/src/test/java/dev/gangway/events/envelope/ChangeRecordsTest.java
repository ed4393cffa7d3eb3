package dev.gangway.events.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.change.Operation;
import dev.gangway.core.change.RowChange;
import dev.gangway.core.position.SourcePosition;
import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import dev.gangway.events.Domain;
import dev.gangway.events.Topics;
import dev.gangway.events.registry.InMemorySchemaRegistry;
import dev.gangway.events.registry.RecordDeserializer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ChangeRecordsTest {
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final Topics topics = new Topics("shop");
    private final ChangeRecords records = new ChangeRecords(topics, 4, registry);

    @Test
    void putsRowsOfOneAggregateIntoOnePartition() {
        ProducerRecord<byte[], byte[]> order = record("sales_flat_order", "entity_id", "17");
        ProducerRecord<byte[], byte[]> item = record("sales_flat_order_item", "order_id", "17");

        assertThat(order.topic()).isEqualTo("gangway.shop.changes.sales");
        assertThat(new String(order.key(), StandardCharsets.UTF_8)).isEqualTo("{\"order\":\"17\"}");
        assertThat(item.key()).isEqualTo(order.key());
        assertThat(item.partition()).isEqualTo(order.partition());
    }

    @Test
    void namesTableAndPositionInHeaders() {
        var headers = record("sales_flat_order", "entity_id", "17").headers();

        assertThat(EventHeaders.table(headers)).contains("sales_flat_order");
        assertThat(EventHeaders.position(headers)).contains(new SourcePosition(1, 2, 0));
    }

    @Test
    void writesWatermarksToEveryPartitionWithCountsInTheFirst() {
        var watermark = new Watermark(
                new SourcePosition(1, 2, 0), 5, 0, 9, Map.of("sales_flat_order", 3L, "cms_page", 1L), false, true);

        List<ProducerRecord<byte[], byte[]>> copies = records.watermarks(watermark);

        assertThat(copies).hasSize(40);
        assertThat(copies)
                .filteredOn(r -> r.topic().equals(topics.changes(Domain.SALES)) && r.partition() == 0)
                .singleElement()
                .extracting(this::captured)
                .isEqualTo(Map.of("sales_flat_order", 3L));
        assertThat(copies).filteredOn(r -> r.partition() > 0).allMatch(r -> captured(r)
                .isEmpty());
    }

    @Test
    void registersSchemasBeforeTheFirstChange() {
        Table table = table("sales_flat_order", "entity_id");

        records.registrations(List.of(table)).forEach(Runnable::run);

        assertThat(registry.schema(1)).isEqualTo(new ChangeEncoder(table).schema());
    }

    private Map<String, Long> captured(ProducerRecord<byte[], byte[]> record) {
        var event = new RecordDeserializer(registry).deserialize(record.topic(), record.value());
        return Watermark.from(Objects.requireNonNull(event)).captured();
    }

    private ProducerRecord<byte[], byte[]> record(String name, String column, String id) {
        Table table = table(name, column);
        var change = new RowChange(
                name,
                Operation.CREATE,
                null,
                Row.full(Layout.of(table), new Object[] {"1", id}),
                new SourcePosition(1, 2, 0),
                "",
                0,
                0);
        return records.change(table, change, new Origin("s", "f"));
    }

    private static Table table(String name, String column) {
        var columns = List.of(
                new Column("item_id", "int(10) unsigned", true, null, true, false, null),
                new Column(column, "int(10) unsigned", true, null, false, false, null));
        return new Table(name, columns, List.of("item_id"), List.of(), List.of(), "InnoDB", false, 0);
    }
}
