package dev.gangway.cdc.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemporalTextTest {

    @Test
    void printsDates() {
        assertThat(TemporalText.date(0)).isEqualTo("0000-00-00");
        assertThat(TemporalText.date(2014 << 9 | 2 << 5)).isEqualTo("2014-02-00");
        assertThat(TemporalText.date(9999 << 9 | 12 << 5 | 31)).isEqualTo("9999-12-31");
    }

    @Test
    void printsTimes() {
        assertThat(TemporalText.time(0x800000L, 0, 0)).isEqualTo("00:00:00");
        assertThat(TemporalText.time(0x800000L + (838 << 12 | 59 << 6 | 59), 0, 0))
                .isEqualTo("838:59:59");
        assertThat(TemporalText.time(0x800000L - (838 << 12 | 59 << 6 | 59), 0, 0))
                .isEqualTo("-838:59:59");
        assertThat(TemporalText.time((0x800000L << 24) - (1L << 24 | 1), 3, 6)).isEqualTo("-00:00:01.000001");
        assertThat(TemporalText.time((0x800000L << 8) + 50, 1, 1)).isEqualTo("00:00:00.5");
        assertThat(TemporalText.oldTime(-8385959)).isEqualTo("-838:59:59");
    }

    @Test
    void printsDateTimes() {
        long zero = 0x8000000000L;
        assertThat(TemporalText.dateTime(zero, 0, 3)).isEqualTo("0000-00-00 00:00:00.000");
        long packed = zero + (((2020L * 13 + 2) << 5 | 29) << 17 | 1 << 12 | 2 << 6 | 3);
        assertThat(TemporalText.dateTime(packed, 1230, 3)).isEqualTo("2020-02-29 01:02:03.123");
        assertThat(TemporalText.oldDateTime(20140000100000L)).isEqualTo("2014-00-00 10:00:00");
    }

    @Test
    void printsTimestampsInUtc() {
        assertThat(TemporalText.timestamp(0, 0, 0)).isEqualTo("0000-00-00 00:00:00");
        assertThat(TemporalText.timestamp(1, 0, 0)).isEqualTo("1970-01-01 00:00:01");
        assertThat(TemporalText.timestamp(0x7FFFFFFF, 999_999, 6)).isEqualTo("2038-01-19 03:14:07.999999");
    }

    @Test
    void printsYears() {
        assertThat(TemporalText.year(0)).isEqualTo("0000");
        assertThat(TemporalText.year(255)).isEqualTo("2155");
    }
}
