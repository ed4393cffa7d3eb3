package dev.gangway.core.handler.value;

import static dev.gangway.core.handler.HandlerFixture.handler;
import static dev.gangway.core.handler.HandlerFixture.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.core.handler.HandlerFixture;
import dev.gangway.core.handler.HandlerParameterException;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.row.Row;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoreValueHandlersTest {

    @ParameterizedTest
    @CsvSource(
            value = {"shoe,m1_shoe", "'',m1_", "-,m1_", "ж,m1_ж"},
            nullValues = "-")
    void addPrefixPutsATextInFront(String before, String after) {
        assertThat(handler("AddPrefix").param("prefix", "m1_").apply(before)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"5,5", "0,old", "'',old", "-,old"},
            nullValues = "-")
    void fieldCopyLeavesFalsyValuesOut(String other, String after) {
        assertThat(handler("FieldCopy")
                        .param("fieldCopy", "entity_id")
                        .applyTo("entity_id", other, "value", "old")
                        .get("value"))
                .isEqualTo(after);
    }

    @Test
    void fieldCopyLeavesTheFieldAbsent() {
        var layout = row("t", "entity_id", "0", "value", "x").layout();
        var row = new Row(layout);
        row.set("entity_id", "0");

        handler("FieldCopy").param("fieldCopy", "entity_id").applyWithOpposite(row, row);

        assertThat(row.isSet("value")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            value = {"false,m2,m2", "false,-,m1", "false,'',''", "true,-,-", "true,m2,m2", "1,-,m1", "TRUE,-,m1"},
            nullValues = "-")
    void getDestinationValueKeepsTheTargets(String flag, String known, String after) {
        var row = row("t", "value", "m1");

        handler("GetDestinationValue").param("setNullIfEmpty", flag).applyWithOpposite(row, row("t", "value", known));

        assertThat(row.get("value")).isEqualTo(after);
    }

    @Test
    void getDestinationValueIgnoresNullByDefault() {
        var row = row("t", "value", "m1");

        handler("GetDestinationValue").applyWithOpposite(row, row("t"));

        assertThat(row.get("value")).isEqualTo("m1");
    }

    @ParameterizedTest
    @CsvSource(
            value = {"abc,891568578", "'',0", "-,0", "é,235179326"},
            nullValues = "-")
    void setHashGivesCrc32(String base, String hash) {
        assertThat(handler("SetHash")
                        .param("hash", "crc32")
                        .param("baseField", "string")
                        .applyTo("string", base, "value", null)
                        .get("value"))
                .isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5", "CRC32", ""})
    void setHashKnowsOneHash(String hash) {
        assertThatThrownBy(() -> handler("SetHash")
                        .param("hash", hash)
                        .param("baseField", "b")
                        .create())
                .isInstanceOf(HandlerParameterException.class);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "86400,date,1970-01-02 00:00:00",
                "1,date,1970-01-01 00:00:01",
                "-1,date,1969-12-31 23:59:59",
                "1447683513,date,2015-11-16 14:18:33",
                "86400,text,86400",
                "86400,-,86400",
                "0,date,0",
                "'',date,''",
                "-,date,-",
                "2015-01-01,date,2015-01-01"
            },
            nullValues = "-")
    void convertTimestampToDateLooksAtDates(String before, String input, String after) {
        assertThat(handler("ConvertTimestampToDate")
                        .applyTo("value", before, "frontend_input", input)
                        .get("value"))
                .isEqualTo(after);
    }

    @Test
    void convertTimestampToDateRejectsImpossibleDates() {
        assertThatThrownBy(() -> handler("ConvertTimestampToDate").applyTo("value", "1e30", "frontend_input", "date"))
                .isInstanceOf(RowRejectedException.class);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "<date_format>full</date_format>|<date_format>0</date_format>",
                "<date_format>long</date_format>|<date_format>1</date_format>",
                "a<date_format>medium</date_format>b<date_format>short</date_format>"
                        + "|a<date_format>2</date_format>b<date_format>3</date_format>",
                "<date_format> full</date_format>|<date_format> full</date_format>",
                "full|full",
                "-|-"
            },
            delimiter = '|',
            nullValues = "-")
    void convertDateFormatReplacesNames(String before, String after) {
        assertThat(handler("ConvertDateFormat").apply(before)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "+12,datetime,2015-10-06 12:56:36,2015-10-07 00:56:36",
                "-7,timestamp,2016-03-01 01:00:00,2016-02-29 18:00:00",
                "-14,timestamp,2015-10-06 12:56:36,2015-10-05 22:56:36",
                "-20,int(11),72000,0",
                "12,integer,0007,43207",
                "1,int(10) unsigned,1447683513,1447687113",
                "-1,int(11),3600,0",
                "0,int(11),5,5",
                "'',int(11),5,5",
                "5,int(11),0,0",
                "5,int(11),-,-",
                "5,datetime,'',''",
                "5,datetime,0000-00-00 00:00:00,0000-00-00 00:00:00"
            },
            nullValues = "-")
    void timezoneShifts(String offset, String type, String before, String after) {
        assertThat(handler("Timezone")
                        .column("value", type)
                        .param("offset", offset)
                        .apply(before))
                .isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"13,int(11)", "+13,datetime", "x,int(11)", "1.5,int(11)", "1,varchar(255)", "1,bigint(20)", "1,date"})
    void timezoneRefusesOffsetsAndTypes(String offset, String type) {
        assertThatThrownBy(() -> handler("Timezone")
                        .column("value", type)
                        .param("offset", offset)
                        .create())
                .isInstanceOf(HandlerParameterException.class);
    }

    @Test
    void timezoneRejectsWhatIsNoDate() {
        assertThatThrownBy(() -> handler("Timezone")
                        .column("value", "datetime")
                        .param("offset", "1")
                        .apply("soon"))
                .isInstanceOf(RowRejectedException.class);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "2024-06-01 00:00:00,2024-07-01 00:00:00,0",
                "2024-06-15 12:00:00,2024-06-15 12:00:01,0",
                "2024-06-15 12:00:01,2024-07-01 00:00:00,1",
                "2024-05-01 00:00:00,2024-06-15 12:00:00,2",
                "2024-05-01 00:00:00,2024-06-01 00:00:00,2",
                "2024-07-01 00:00:00,2024-06-01 00:00:00,2",
                "-,2024-07-01 00:00:00,0",
                "2024-05-01 00:00:00,-,2",
                "-,-,2"
            },
            nullValues = "-")
    void eventStatusFollowsTheClock(String start, String end, String status) {
        assertThat(handler("GetEventStatus")
                        .at("2024-06-15T12:00:00.9Z")
                        .applyTo("date_start", start, "date_end", end, "value", null)
                        .get("value"))
                .isEqualTo(status);
    }

    @Test
    void sequenceAddsTheId() {
        HandlerFixture fixture = handler("Sequence").param("table", "sequence_product");
        var target = row("catalog_product_entity", "entity_id", null, "created_in", null, "updated_in", null);

        fixture.applyWithOpposite(row("catalog_product_entity", "value", "5"), target);

        assertThat(fixture.emittedTables).containsExactly("sequence_product");
        assertThat(fixture.emitted).containsExactly(Map.of("sequence_value", "5"));
        assertThat(target.get("created_in")).isEqualTo("1");
        assertThat(target.get("updated_in")).isEqualTo("2147483647");
    }

    @ParameterizedTest
    @CsvSource(
            value = {"sequence_product,0", "sequence_product,-", "'',5"},
            nullValues = "-")
    void sequenceSkipsFalsyIdsButMarksVersions(String table, String id) {
        HandlerFixture fixture = handler("Sequence").param("table", table);
        var target = row("t", "created_in", null, "updated_in", null);

        fixture.applyWithOpposite(row("t", "value", id), target);

        assertThat(fixture.emitted).isEmpty();
        assertThat(target.get("created_in")).isEqualTo("1");
    }

    @Test
    void sequenceLeavesTablesWithoutVersionsAlone() {
        var target = row("t", "created_in", null);

        handler("Sequence").param("table", "s").applyWithOpposite(row("t", "value", "5"), target);

        assertThat(target.get("created_in")).isNull();
    }
}
